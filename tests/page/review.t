# Only staff; who is not signed in goes to the sign-in.
GET /nl/staff/review
= 303

member GET /nl/staff/review
= 403

member GET /nl/staff/review/{match}
= 403

# The queue: by default the companies of one's own province.
reviewer-oost-vlaanderen GET /nl/staff/review
= 200
> Cache-Control: no-store
~ <meta name="robots" content="noindex">
~ <h1>Matches beoordelen</h1>
~ <option value="oost-vlaanderen" selected>Oost-Vlaanderen (jouw partner)</option>
~ Te beoordelen (
~ 1 tot 25
~ Aquaris Membranes
~ Verzonnen voorbeeld, niet echt
~ rel="next"
~ Deadline:
! · Oost-Vlaanderen
! style=

reviewer-oost-vlaanderen GET /nl/staff/review?page=2
= 200
~ 26 tot 
~ aria-current="page" aria-label="Pagina 2"

# Beyond the last page is the last page; what is no value of ours is the default.
reviewer-oost-vlaanderen GET /nl/staff/review?page=3999&sort=x&state=x&province=x&sector=x&region=%3Cb%3E
= 200
~ aria-current="page"
! <b>

reviewer-oost-vlaanderen GET /nl/staff/review?province=all&sort=deadline
= 200
~ <option value="all" selected>Heel Vlaanderen</option>
~ <option value="deadline" selected>
~ href="/nl/staff/review?province=all&amp;sort=deadline&amp;page=2"

reviewer-oost-vlaanderen GET /nl/staff/review?state=decided
= 200
~ <h2>Nog niets beslist</h2>
~ href="/nl/staff/review?province=all"
! <table

editor GET /zh/staff/review?sector=water
= 200
~ <html lang="zh-Hans">
~ <option value="water" selected>
~ 共

# What a technology is called has the language of its first description, whatever the page has.
sql UPDATE technology SET oneline = 'Membranen voor zout afvalwater' WHERE company_id = (SELECT id FROM company WHERE ref = 'VL-0001') AND summary_nl <> ''
reviewer-oost-vlaanderen GET /en/staff/review
= 200
~ <p class="small soft" lang="nl">Membranen voor zout afvalwater</p>
sql UPDATE technology SET summary_nl = '' WHERE oneline <> '' AND summary_en <> ''
sql UPDATE technology SET oneline = 'Membranes for salt water' WHERE oneline <> '' AND summary_nl = ''
reviewer-oost-vlaanderen GET /nl/staff/review
= 200
~ <p class="small soft" lang="en">Membranes for salt water</p>

# A title that the page's language lacks is marked with its own.
editor GET /en/staff/review?sort=age
= 200
~ <span lang="nl">

# One match.
reviewer-oost-vlaanderen GET /nl/staff/review/{match}?sort=age
= 200
> Cache-Control: no-store
~ <h1>Match beoordelen</h1>
~ Aquaris Membranes
~ Verzonnen voorbeeld, niet echt
~ van 8 bekend,
~ <small> op 100</small>
~ viewBox="0 0 1000 60"
~ <span class="tag tag--ok">Voldaan</span>
~ Niet ingevuld
~ <span class="soft">– / 5</span>
~ <h2 class="h3" id="h-terms">Gedeelde begrippen</h2>
~ <ul class="terms" role="list">
~ <span class="pts">+
~ Wat nog niet bekend is
~ Wat beide kanten schrijven
~ lang="zh-Hans"
~ data-key="G"
~ data-keys
~ name="version" value="1"
~ action="/nl/staff/review/{match}?sort=age"
~ Het systeem: Voorgesteld
! style=
! <script>

reviewer-oost-vlaanderen GET /en/staff/review/{match}
= 200
~ <h1>Review a match</h1>
~ data-key="S"

reviewer-oost-vlaanderen GET /nl/staff/review/999999
= 404

reviewer-oost-vlaanderen GET /nl/staff/review/007
= 404

# Editors look; reviewers of another province too, and read who decides.
editor GET /nl/staff/review/{match}
= 200
~ Met jouw rol kun je matches bekijken, niet beslissen.
~ Over deze match beslist Provincie Oost-Vlaanderen
! <form class="decide"

editor POST /nl/staff/review/{match} csrf={csrf}&version=1&decision=suitable
= 403

reviewer-antwerpen GET /nl/staff/review/{match}
= 200
~ Over deze match beslist Provincie Oost-Vlaanderen
! <form class="decide"

reviewer-antwerpen POST /nl/staff/review/{match} csrf={csrf}&version=1&decision=suitable
= 403

manager-antwerpen GET /nl/staff/review/{match}
! <form class="decide"

reviewer-oost-vlaanderen GET /nl/staff/review/{match}
~ name="version" value="1"

# Without a token, nothing.
reviewer-oost-vlaanderen POST /nl/staff/review/{match} version=1&decision=suitable
= 403

# Nothing chosen; no reason; a note that is too long; what is no decision.
reviewer-oost-vlaanderen GET /nl/staff/review/{match}
reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version=1&note=Even+%3Cb%3Enavragen
= 422
~ <title>Fout: Match M-{match} beoordelen
~ class="summary-error"
~ href="#decision-0"
~ id="decision-0"
~ Kies een beslissing die nu nog kan.
~ Even &lt;b&gt;navragen</textarea>

reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version=1&decision=not_suitable&note=Te+klein%0D%0Aen+te+duur
= 422
~ href="#reason"
~ Kies waarom de match niet past.
~ value="not_suitable" data-key="N" checked
~ Te klein
~ name="version" value="1"

reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version=1&decision=not_suitable&reason=ugly
= 422
~ Kies waarom de match niet past.

reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version=1&decision=suggested
= 422
~ Kies een beslissing die nu nog kan.

reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version=x&decision=suitable
= 400

# Two people on one match: the first decides ...
reviewer-oost-vlaanderen GET /nl/staff/review/{match}
manager-oost-vlaanderen GET /nl/staff/review/{match}
manager-oost-vlaanderen POST /nl/staff/review/{match}?sort=age csrf={csrf}&version={version}&decision=not_suitable&reason=scale&note=Te+%3Cklein%3E%0D%0Aen+te+duur&go=stay
= 303
> Location: /nl/staff/review/{match}?sort=age&done={match}

manager-oost-vlaanderen GET {location}
= 200
~ Bewaard. Aquaris Membranes en ZJ-2026-009: Niet geschikt.
~ Ongedaan maken
~ Test manager-oost-vlaanderen: van “Voorgesteld” naar “In beoordeling”
~ Test manager-oost-vlaanderen: van “In beoordeling” naar “Niet geschikt”
~ Reden: De schaal past niet
~ Te &lt;klein&gt;
~ name="version" value="2"
~ Over deze match is al beslist.

# ... and the second is told, with what they typed; nothing is overwritten.
reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version={version}&decision=suitable&note=Lijkt+me+prima
= 409
~ Iemand was je voor
~ besliste Test manager-oost-vlaanderen op
~ Niet geschikt.
~ value="suitable" data-key="G" checked
~ Lijkt me prima</textarea>
~ name="version" value="2"
! Test reviewer-oost-vlaanderen: van

# Decided again on the new state, by way of the review.
reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version={version}&decision=suitable&note=Lijkt+me+prima&go=stay
= 303

reviewer-oost-vlaanderen GET {location}
~ Bewaard. Aquaris Membranes en ZJ-2026-009: Geschikt.
~ Test reviewer-oost-vlaanderen: van “Niet geschikt” naar “In beoordeling”
~ Test reviewer-oost-vlaanderen: van “In beoordeling” naar “Geschikt”
~ Lijkt me prima
~ name="version" value="4"

# What was decided shows among the decided ones, and not in the queue.
reviewer-oost-vlaanderen GET /nl/staff/review?state=decided
~ M-{match}<
~ <span class="tag tag--ok">Geschikt</span>
~ 1 match, 1 tot 1

reviewer-oost-vlaanderen GET /nl/staff/review
! M-{match}<

# Undo, with one button.
reviewer-oost-vlaanderen GET /nl/staff/review?done={match}
~ Ongedaan maken
reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version={version}&decision=in_review&go=stay
= 303

reviewer-oost-vlaanderen GET {location}
~ Bewaard. Aquaris Membranes en ZJ-2026-009: In beoordeling.
~ <span class="tag tag--info">In beoordeling</span>
! Ongedaan maken

# Save and next goes on in the queue that was chosen.
reviewer-oost-vlaanderen POST /nl/staff/review/{match}?sector=water csrf={csrf}&version={version}&decision=more_info&reason=scale&note=Welke+capaciteit%3F&go=next
= 303

reviewer-oost-vlaanderen GET {location}
= 200
~ ZJ-2026-009: Meer informatie gevraagd.
~ <h1>Match beoordelen</h1>
~ sector=water
! aria-current="page">M-{match}<

reviewer-oost-vlaanderen GET /nl/staff/review?state=more_info
~ M-{match}<
~ <span class="tag tag--warn">Meer informatie gevraagd</span>

# Somebody without a province decides everywhere; a reason belongs to a refusal only.
reviewer-fit GET /nl/staff/review/{match}
~ <form class="decide"
reviewer-fit POST /nl/staff/review/{match} csrf={csrf}&version={version}&decision=suitable
= 303
admin-antwerpen GET /nl/staff/review/{match}
~ Geschikt
~ <form class="decide"

# Staff of an office look after no company: nothing is theirs, not even to read; an admin is one anywhere.
reviewer-fit-beijing GET /nl/staff/review
= 403
reviewer-fit-beijing GET /nl/staff/review/{match}
= 404
reviewer-fit-beijing POST /nl/staff/review/{match} csrf=x&version=1&decision=suitable
= 403
admin-fit-beijing GET /nl/staff/review
= 200
admin-fit-beijing GET /nl/staff/review/{match}
= 200
~ <form class="decide"

# What the query says of a match that is not there, or of somebody else's province, is no button.
reviewer-antwerpen GET /nl/staff/review?done={match}
~ Bewaard.
! Ongedaan maken
reviewer-antwerpen GET /nl/staff/review?done=999999
= 200
! Bewaard.

# Chinese has its own punctuation.
reviewer-oost-vlaanderen GET /zh/staff/review/{match}
= 200
~ 权重如何确定</a>。规则
! </a>. 
