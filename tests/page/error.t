# What cannot be read is said in the language of the address.
GET /zh/opportunities?q=%FF
= 400
~ <html lang="zh-Hans">
GET /en/nothing
= 404
~ <html lang="en">
PUT /en/
= 405
> Allow: GET, HEAD
~ <html lang="en">

# What nginx refuses by itself: the page about it, whatever the rest of the request is.
GET /
< REFUSED: 414
< REFUSED_LANG: zh
= 414
~ <html lang="zh-Hans">
GET /static/0/x.css
< REFUSED: 404
< REFUSED_LANG: en
= 404
~ <html lang="en">
GET /static/0/x.css
< REFUSED: 405
< REFUSED_LANG: nl
= 405
> Allow: GET, HEAD
POST /en/sign-in x
< REFUSED: 413
< REFUSED_LANG: en
= 413
~ <html lang="en">
GET /nl/
< REFUSED: 777
< REFUSED_LANG: xx
= 400
~ <html lang="nl">

# A header of the visitor is none of nginx's.
GET /en/
< Refused: 414
= 200
