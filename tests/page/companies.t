# Only reviewers and up, of a partner that looks after companies.
GET /nl/staff/companies
= 303
member-VL-0005 GET /nl/staff/companies
= 403
editor GET /nl/staff/companies
= 403
editor GET /nl/staff/review
= 200
! href="/nl/staff/companies"
reviewer-fit-beijing GET /nl/staff/companies
= 403
! >Bedrijven<

# Nobody waits.
reviewer-oost-vlaanderen GET /nl/staff/companies
= 200
> Cache-Control: no-store
~ <meta name="robots" content="noindex">
~ <h1>Bedrijven controleren</h1>
~ Geen bedrijf wacht op controle
~ href="/nl/staff/companies" aria-current="page"
! class="count"
! <form class="stack
! style=

# Three registered; one of them in another province.
sql UPDATE company SET state = 'submitted', created_at = created_at - 86400 WHERE ref = 'VL-0005'
sql UPDATE company SET state = 'submitted', created_at = created_at - 172800 WHERE ref = 'VL-0001'
sql UPDATE company SET state = 'submitted', enterprise_number = NULL, website = '' WHERE ref = 'VL-0013'
reviewer-oost-vlaanderen GET /nl/staff/companies
= 200
~ 2 bedrijven wachten op controle
~ <span class="count">2</span>
~ Aquaris Membranes</h3>
~ Slibwende</h3>
~ <dd>Oost-Vlaanderen</dd>
~ 0996.391.621
~ href="https://aquaris-membranes.example"
~ Lore Vandamme
~ lore@aquaris-membranes.example
~ <li><span lang="nl">
~ Verzonnen voorbeeld, niet echt
~ <option value="not_flemish">Niet gevestigd in Vlaanderen</option>
~ action="/nl/staff/companies/1"
! Polyzuiver
! {{
! style=

# A partner for all of Flanders, and an admin, see all of them; what is not known says so.
reviewer-cleantech-flanders GET /en/staff/companies
= 200
~ 3 companies wait for verification
~ Polyzuiver</h3>
~ Not filled in
admin-limburg GET /zh/staff/companies
= 200
~ <html lang="zh-Hans">
~ <span class="count">3</span>
~ <h1>企业审核</h1>
~ 审核通过
reviewer-antwerpen GET /nl/staff/companies
= 200
~ Geen bedrijf wacht op controle

# To refuse takes a reason; nothing is decided without one.
member-VL-0005 GET /nl/company
= 200
~ Wacht op controle
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=submitted&decision=refused&reason=
= 422
~ <a href="#r5">
~ Kies waarom je het bedrijf weigert.
~ aria-invalid="true"
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=submitted&decision=refused&reason=magic
= 422
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=submitted&decision=archived
= 400
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=unconfirmed&decision=verified
= 400
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf=x&from=submitted&decision=verified
= 403
reviewer-oost-vlaanderen GET /nl/staff/companies
reviewer-oost-vlaanderen POST /nl/staff/companies/13 csrf={csrf}&from=submitted&decision=verified
= 403
reviewer-oost-vlaanderen GET /nl/staff/companies
reviewer-oost-vlaanderen POST /nl/staff/companies/99999 csrf={csrf}&from=submitted&decision=verified
= 404
reviewer-antwerpen GET /nl/staff/mail
reviewer-antwerpen POST /nl/staff/companies/5 csrf={csrf}&from=submitted&decision=verified
= 403

# Verified: its people see it, and it waits no more.
reviewer-oost-vlaanderen GET /nl/staff/companies
reviewer-oost-vlaanderen POST /nl/staff/companies/1 csrf={csrf}&from=submitted&decision=verified&reason=other
= 303
> Location: /nl/staff/companies?done=1
reviewer-oost-vlaanderen GET {location}
= 200
~ Bewaard. Aquaris Membranes: Gecontroleerd.
~ 1 bedrijf wacht op controle
! Aquaris Membranes</h3>
member-VL-0001 GET /nl/company
= 200
~ Gecontroleerd
! Reden:
sql UPDATE company SET name = name WHERE id = 1 AND EXISTS (SELECT 1 FROM audit a JOIN account p ON p.id = a.account_id WHERE a.action = 'company.decide' AND a.subject = 'company:1' AND a.detail = 'submitted -> verified' AND p.email LIKE 'reviewer-oost%')

# Refused: it is matched no more, and its people read why.
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=submitted&decision=refused&reason=duplicate
= 303
reviewer-oost-vlaanderen GET {location}
= 200
~ Bewaard. Slibwende: Niet aanvaard.
~ Geen bedrijf wacht op controle
sql UPDATE company SET name = name WHERE id = 5 AND EXISTS (SELECT 1 FROM audit WHERE subject = 'company:5' AND detail = 'submitted -> refused, duplicate')
# A mail tells it, in ten minutes.
sql UPDATE company SET name = name WHERE id = 5 AND EXISTS (SELECT 1 FROM outbox WHERE kind = 'company_decided' AND state = 'waiting' AND subject = 'Je registratie is niet aanvaard' AND body LIKE '%De reden: Al geregistreerd.%http://localhost:8080/nl/company%' AND next_try_at = created_at + 600)
sql UPDATE company SET name = name WHERE id = 5 AND EXISTS (SELECT 1 FROM match m JOIN technology t ON t.id = m.technology_id WHERE t.company_id = 5)
run match
sql UPDATE company SET name = name WHERE id = 5 AND NOT EXISTS (SELECT 1 FROM match m JOIN technology t ON t.id = m.technology_id WHERE t.company_id = 5)
member-VL-0005 GET /nl/company
= 200
~ Niet aanvaard
~ Reden: Al geregistreerd.
member-VL-0005 GET /zh/company
= 200
~ 原因：重复注册。

# Somebody was first: nothing is overwritten.
reviewer-cleantech-flanders POST /en/staff/companies/5 csrf={csrf}&from=submitted&decision=verified
= 409
~ Somebody was first
~ Slibwende: Not accepted
member-VL-0005 GET /nl/company
= 200
~ Niet aanvaard

# A decision can be taken back: the company waits again, and is matched again.
reviewer-oost-vlaanderen GET /nl/staff/companies?done=5
= 200
~ Ongedaan maken
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=refused&decision=submitted
= 303
> Location: /nl/staff/companies
# Nor is anybody told.
sql UPDATE company SET name = name WHERE id = 5 AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'company_decided' AND recipient IN (SELECT email FROM account WHERE company_id = 5))
run match
member-VL-0005 GET /nl/company
= 200
~ Wacht op controle
~ van 8 bekend
! Reden: Al

# Verified after all: that is what the mail says, in the language of who reads it.
sql UPDATE account SET lang = 'zh' WHERE company_id = 5
reviewer-oost-vlaanderen GET /nl/staff/companies
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=submitted&decision=verified
= 303
sql UPDATE company SET name = name WHERE id = 5 AND 1 = (SELECT count(*) FROM outbox WHERE kind = 'company_decided' AND recipient IN (SELECT email FROM account WHERE company_id = 5) AND lang = 'zh' AND subject = '贵公司注册信息已通过审核' AND body LIKE '%/zh/company%')
reviewer-oost-vlaanderen GET /nl/staff/companies?done=5
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=verified&decision=submitted
= 303

# What is no company of theirs, or was not decided, is not told about.
reviewer-oost-vlaanderen GET /nl/staff/companies?done=13
= 200
! Bewaard
reviewer-oost-vlaanderen GET /nl/staff/companies?done=5
= 200
! Bewaard
reviewer-oost-vlaanderen GET /nl/staff/companies?done=x
= 200
! Bewaard

# Who has not confirmed an address does not exist yet.
sql UPDATE company SET state = 'unconfirmed' WHERE ref = 'VL-0005'
reviewer-oost-vlaanderen GET /nl/staff/companies
= 200
! Slibwende
reviewer-oost-vlaanderen GET /nl/staff/mail
reviewer-oost-vlaanderen POST /nl/staff/companies/5 csrf={csrf}&from=submitted&decision=verified
= 404
