# The texts about the platform, and nothing but those four.
GET /nl/about/partners
= 200
~ <h2>De zeven partners</h2>
~ <h3>Provincie Vlaams-Brabant</h3>
~ Voor bedrijven uit: <strong>Vlaams-Brabant</strong>
~ <a href="/nl/regions/chengdu">Chengdu</a>
~ Sinds 2011
~ Shaanxi</a> (sinds 1985)
~ Chongqing</a> (sinds 2009)
~ <h2>Kantoren in China</h2>
~ Flanders Investment &amp; Trade, Shanghai
! {{

GET /zh/about/partners
= 200
~ 弗拉芒布拉邦省

GET /nl/about/privacy
= 200
~ <h2>
~ wie welke gegevens bekijkt, niet
~ Je krijgt hem als je de pagina
! wie wat zag
! telefoon
GET /en/about/accessibility
= 200
GET /zh/about/matching
= 200
~ <html lang="zh-Hans">

GET /nl/about/regions
= 404
GET /nl/about/zzz
= 404
GET /nl/about/
= 404
