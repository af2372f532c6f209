# Signing in, signing out, confirming an address: what can be seen without a password.

# Nobody is signed in: the way back is kept.
GET /nl/staff/mail
= 303
> Location: /nl/sign-in?next=%2Fnl%2Fstaff%2Fmail
GET /nl/staff/review?partner=fit&q=a%20%26b
= 303
> Location: /nl/sign-in?next=%2Fnl%2Fstaff%2Freview%3Fpartner%3Dfit%26q%3Da%2520%2526b
GET /nl/staff/mail
= 303
GET {location}
= 200
> Cache-Control: no-store
~ <meta name="robots" content="noindex">
~ name="next" value="/nl/staff/mail"
~ autocomplete="username"
~ autocomplete="current-password"
! hreflang="x-default"

# Elsewhere is no way back.
GET /nl/sign-in?next=//evil.example
~ name="next" value=""
GET /nl/sign-in?next=https://evil.example/nl/
~ name="next" value=""
GET /nl/sign-in?next=/nl\evil
~ name="next" value=""
GET /nl/sign-in?next=/nlx/evil
~ name="next" value=""
GET /nl/sign-in?next=/en/company
~ name="next" value="/en/company"

# Without the token, or with another's, nothing happens.
POST /nl/sign-in email=an@example.be&password=vier+stoelen+en+een+lamp
= 403
POST /nl/sign-in csrf=abc&email=an@example.be&password=vier+stoelen+en+een+lamp
= 403

# Empty fields, an address that is none, an unknown one: 422, the address kept, the password not.
GET /nl/sign-in
POST /nl/sign-in csrf={csrf}&email=&password=&next=/nl/company
= 422
~ <title>Fout: Aanmelden
~ href="#email"
~ href="#password"
~ name="next" value="/nl/company"
POST /nl/sign-in csrf={csrf}&email=geen+adres&password=vier+stoelen+en+een+lamp
= 422
~ value="geen adres"
! stoelen
POST /nl/sign-in csrf={csrf}&email=An%40Example.be&password=vier+stoelen+en+een+lamp
= 422
~ Het e-mailadres of het wachtwoord klopt niet. Kijk beide na.</a>
~ value="An@Example.be"
! stoelen
! Set-Cookie

# The password is 1,024 bytes at most, and nothing sent twice.
POST /nl/sign-in csrf={csrf}&email=an@example.be&email=bo@example.be&password=x
= 422

# After five failures there is a pause, and it is the same for an address that has no account.
POST /nl/sign-in csrf={csrf}&email=an@example.be&password=2
= 422
POST /nl/sign-in csrf={csrf}&email=an@example.be&password=3
POST /nl/sign-in csrf={csrf}&email=an@example.be&password=4
POST /nl/sign-in csrf={csrf}&email=an@example.be&password=5
= 422
POST /nl/sign-in csrf={csrf}&email=an@example.be&password=6
= 429
~ Er waren te veel pogingen. Probeer opnieuw over 1 minuut.
~ value="an@example.be"

# The second step is for who did the first.
GET /nl/sign-in/code
= 303
> Location: /nl/sign-in?notice=again
GET {location}
~ Het duurde te lang.
POST /nl/sign-in/code csrf={csrf}&code=123456
= 303
> Location: /nl/sign-in?notice=again

# Who is signed in needs no form.
member GET /nl/sign-in
= 303
> Location: /nl/company
reviewer GET /zh/sign-in
= 303
> Location: /zh/staff/review
reviewer GET /nl/sign-in/code
= 303
> Location: /nl/staff/review

# Signing out ends it.
reviewer GET /en/staff/mail
= 200
~ No mails yet
reviewer POST /en/sign-out
= 403
reviewer GET /en/staff/mail
= 200
reviewer POST /en/sign-out csrf={csrf}
= 303
> Location: /en/sign-in?notice=out
> Set-Cookie: __Host-sid=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax
reviewer GET /en/staff/mail
= 303
reviewer GET /en/sign-in?notice=out
~ You are signed out.

# A link that was never ours, or is used up.
GET /nl/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
= 410
> Cache-Control: no-store
~ Deze link werkt niet meer
~ href="/nl/sign-in"
POST /nl/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
= 403

# The outbox is for staff.
member GET /nl/staff/mail
= 403
editor GET /nl/staff/mail/000001-verify_email
= 404
editor GET /nl/staff/mail/..%2fdemo
= 404
editor GET /zh/staff/mail
= 200
~ 暂无邮件
