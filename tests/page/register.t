# A company registers: five steps, each checked on its own, sent once.
GET /nl/register
= 303
> Cache-Control: no-store
GET {location}
= 200
> Cache-Control: no-store
! Set-Cookie
~ <title>Je bedrijf, stap 1 van 5 – Registreer je bedrijf – Cleantech Route China</title>
~ <meta name="robots" content="noindex">
~ <li aria-current="step"><span>Bedrijf</span></li>
~ autocomplete="organization"
! hreflang="x-default"
! aria-invalid

# A step that is not there yet leads to the one that is.
GET /nl/register/{slug}/4
= 303
GET {location}
~ stap 1 van 5

# Without the token of this address nothing is kept.
POST /nl/register/{slug}/1 name=Jansen
= 403
GET /nl/register/{slug}/1
= 200

# A mistake: 422, the summary, the message at its field, and all that was typed.
POST /nl/register/{slug}/1 csrf={csrf}&name=Jansen+%26+Zn&enterprise_number=0876.543.200&province=&founded=ooit&website=jansen.example
= 422
~ <title>Fout: Je bedrijf, stap 1 van 5
~ <a href="#enterprise_number">Ondernemingsnummer: Vul een ondernemingsnummer van 10 cijfers in. Dit nummer bestaat niet.</a>
~ <a href="#province">Provincie: Kies je provincie.</a>
~ value="Jansen &amp; Zn"
~ aria-describedby="province-h province-e" aria-invalid="true"
~ value="ooit"
~ Bewaard op

# What was typed is kept, even so: the address shows it again, without complaints.
GET /en/register/{slug}/1
= 200
~ value="Jansen &amp; Zn"
~ value="0876.543.200"
! aria-invalid

POST /nl/register/{slug}/1 csrf={csrf}&name=Jansen+%26+Zn&enterprise_number=BE+0876.543.270&province=limburg&founded=2008&website=jansen.example&size=small
= 303
GET {location}
= 200
~ stap 2 van 5
~ Terug naar stap 1
~ <details class="group"><summary>Water</summary>
~ value="water.sludge"
~ <input type="radio" id="summary_lang-0" name="summary_lang" value="nl" checked>

# Stop here and go on later: what is there is kept as it is.
POST /nl/register/{slug}/2 csrf={csrf}&oneline=Droogt+slib&go=later
= 303
GET {location}
= 200
~ http://localhost:8080/nl/register/
! aria-invalid
GET /nl/register/{slug}/2
~ value="Droogt slib"

# Suggestions without JavaScript: nothing is complained about, what was chosen stays, the words are quoted.
POST /nl/register/{slug}/2 csrf={csrf}&oneline=&summary_lang=nl&summary=Wij+drogen+%3Cslib%3E+met+restwarmte.&sectors=air.voc&go=suggest
= 200
~ Omdat je schreef: “
~ value="air.voc" checked
~ Wij drogen &lt;slib&gt; met restwarmte.</textarea>
! aria-invalid
! class="summary-error"

# Far too long, as somebody pastes a whole report: it comes back to be shortened.
POST /nl/register/{slug}/2 csrf={csrf}&oneline=Droogt+slib&summary_lang=nl&summary={x*200000}&sectors=water.sludge&trl=9
= 422
~ xxxxxxxxxxxxxxxxxxxx</textarea>
POST /nl/register/{slug}/2 csrf={csrf}&oneline={x*200000}&summary_lang=nl&summary=Wij+drogen+slib+met+restwarmte.&go=suggest
= 200

POST /nl/register/{slug}/2 csrf={csrf}&oneline=Droogt+slib&summary_lang=nl&summary=Regel+een%0D%0A%3C%2Ftextarea%3E%3Cscript%3E&sectors=water.sludge&sectors=geen.sector&trl=9
= 422
~ Regel een
~ &lt;/textarea&gt;&lt;script&gt;</textarea>
~ value="water.sludge" checked
~ >Sectoren: Kies een waarde uit de lijst.</a>
~ Omdat je schreef: “
POST /nl/register/{slug}/2 csrf={csrf}&oneline=Droogt+slib+met+restwarmte&summary_lang=nl&summary=Een+banddroger+die+slib+van+waterzuivering+droogt+met+restwarmte.&sectors=water.sludge&sectors=efficiency.heat&trl=9
= 303
GET {location}
~ stap 3 van 5
~ value="CN-HE"
~ Heel China
~ Andere provincies en steden

POST /nl/register/{slug}/3 csrf={csrf}&languages=en
= 422
~ <a href="#regions-0">Kies minstens één regio, of heel China.</a>
POST /nl/register/{slug}/3 csrf={csrf}&languages=en&languages=nl&regions=CN&regions=CN-SN&cooperation=sale
= 303
GET {location}
~ stap 4 van 5
~ type="password" autocomplete="new-password"
~ href="/nl/about/privacy"

# The password is never shown, nor kept in clear; a good one need not come twice.
POST /nl/register/{slug}/4 csrf={csrf}&contact_name=An+Jansen&contact_email=an%40jansen.example&password=zwaluw
= 422
! zwaluw
~ aria-invalid
POST /nl/register/{slug}/4 csrf={csrf}&contact_name=An+Jansen&contact_email=An%40jansen.example&password=droge+voeten+in+november
= 422
~ Lees de privacyverklaring en duid aan dat je akkoord gaat.
~ Je wachtwoord is ingesteld. Laat dit leeg om het te houden.
! droge voeten
POST /nl/register/{slug}/4 csrf={csrf}&contact_name=An+Jansen&contact_email=An%40jansen.example&password=&consent=1
= 303
GET {location}
= 200
~ Controleer je antwoorden
~ Jansen &amp; Zn
~ Water: slib
~ <span lang="nl">Droogt slib met restwarmte</span>
~ Ingesteld, wordt niet getoond
~ /1#enterprise_number
! droge voeten

# A program that fills in what nobody sees gets the same answer, and nothing is made.
POST /nl/register/{slug}/5 csrf={csrf}&company_fax=123
= 303
> Location: /nl/register/done

# Change an answer: back to the last page, not through all the others.
GET /nl/register/{slug}/1
POST /nl/register/{slug}/1 csrf={csrf}&name=Jansen+%26+Zonen&enterprise_number=0876543270&province=limburg&founded=2008&website=&size=
= 303
GET {location}
~ Jansen &amp; Zonen
~ Niet ingevuld

wait 2
POST /nl/register/{slug}/5 csrf={csrf}
= 303
> Location: /nl/register/done
# The second click.
POST /nl/register/{slug}/5 csrf={csrf}
= 303
> Location: /nl/register/done
GET /nl/register/done
= 200
~ Kijk in je mailbox
~ Dit is een demo
GET /nl/register/{slug}/1
= 303
> Location: /nl/register/done

# The staff read the mail with the link.
editor GET /nl/staff/mail
= 200
~ an@jansen.example

# A number that a confirmed company has; one that waits unconfirmed holds none.
GET /zh/register
GET {location}
~ 第 1 步
POST /zh/register/{slug}/1 csrf={csrf}&name=Jansen&enterprise_number=0996391621&province=limburg
= 422
~ 该企业已注册。

# Not an address of ours, and no such step.
GET /nl/register/test/1
= 404
GET /nl/register/{slug}/6
= 404
