# The list of regions, and the page of each.
GET /nl/regions
= 200
~ <h1>Regio’s in China</h1>
~ href="/nl/regions/zhejiang"
~ <a class="card__link" href="/nl/regions/china">Elders in China</a>
~ <svg class="map map--s" viewBox

GET /nl/regions/zhejiang
= 200
~ <title>Zhejiang – Cleantech Route China</title>
~ <h1>Zhejiang <span class="hanzi" lang="zh-Hans">浙江</span></h1>
~ Partnerregio van Provincie West-Vlaanderen / POM West-Vlaanderen
~ <dd>Sinds 2000</dd>
~ <svg class="map map--s map--at map--at-zhejiang"
~ <dd>64,6 miljoen</dd><dd>2020. Bron: <a href="http
~ href="/nl/opportunities?region=CN-ZJ"
~ Wie gaat met je mee?
~ <strong>Provincie West-Vlaanderen / POM West-Vlaanderen</strong>
~ <strong>Flanders Investment &amp; Trade</strong>
~ hreflang="zh-Hans" href="http://localhost:8080/zh/regions/zhejiang"
! Flanders Investment &amp; Trade, Guangzhou</strong>
~ Verzonnen voorbeeld, niet echt
! {{

# A need leads into the list, with sector and region chosen.
GET /nl/regions/zhejiang
~ href="/nl/opportunities?sector=water&amp;region=CN-ZJ">Water</a>
GET /nl/opportunities?sector=water&region=CN-ZJ
= 200
~ value="water" checked
~ value="CN-ZJ" checked

# The office that lies in the region is named; the year of another region is not.
GET /nl/regions/guangdong
= 200
~ Flanders Investment &amp; Trade, Guangzhou</strong>
~ <dd>Sinds 2015</dd>
GET /nl/regions/chongqing
= 200
~ Partnerregio van Provincie Antwerpen / POM Antwerpen
~ <dd>Sinds 2009</dd>
! Sinds 1985
GET /nl/regions/shaanxi
~ <dd>Sinds 1985</dd>
! Sinds 2009

# The rest of China: all offices, and what is in no partner region.
GET /nl/regions/china
= 200
~ <h1>Elders in China</h1>
~ Flanders Investment &amp; Trade, Beijing</strong>
~ href="/nl/opportunities?region=other"
! map--at

GET /zh/regions/hebei
= 200
~ 。来源：<a
~ <h1>河北</h1>

GET /nl/regions/atlantis
= 404
~ Deze pagina bestaat niet
GET /nl/regions/CN-ZJ
= 404
