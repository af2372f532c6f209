# The first page, in three languages, without signing in.
GET /nl/
= 200
> Content-Type: text/html; charset=utf-8
~ <html lang="nl">
~ <h1>Jouw route naar de Chinese cleantechmarkt</h1>
~ <dt>Chinese regio’s</dt><dd>6</dd>
~ <dt>Vlaamse partners</dt><dd>7</dd>
~ <svg class="map" viewBox
~ <a class="card__link" href="/nl/regions/shaanxi">Shaanxi</a>
~ <span class="hanzi" lang="zh-Hans">浙江</span>
~ Vlaamse partner: <strong>Provincie Limburg / POM Limburg</strong>
~ Hoofdstad van Sichuan
~ <form class="try mt6" action="/nl/opportunities" method="get"
~ <option value="water">Water</option>
~ <option value="510100">Chengdu</option>
~ href="/nl/opportunities?sort=newest"
~ <meta name="description" content="Concrete vragen
~ title="Verzonnen voorbeeld, niet echt">Demo<span class="sr">
! {{
! style=
! name="q"

GET /en/
= 200
~ <html lang="en">
~ <h1>Your route to the Chinese cleantech market</h1>
~ Flemish partner: <strong>Province of Flemish Brabant</strong>

GET /zh/
= 200
~ <html lang="zh-Hans">
~ <a class="card__link" href="/zh/regions/hebei">河北</a>
! class="hanzi"

# What the quick try sends: an empty choice is no filter and no mistake.
GET /nl/opportunities?sector=water&region=
= 200
~ value="water" checked
! Een filter in dit adres bestaat niet.
