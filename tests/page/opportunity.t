# The list and its filters.
GET /nl/opportunities
= 200
~ <h1>Kansen in China</h1>
~ <form class="filter" id="f" action="/nl/opportunities" method="get" role="search"
~ name="show" value="open" checked
~ name="sector" value="water">Water <span class="n">(
~ name="kind" value="tender">Aanbesteding
~ name="cooperation" value="pilot">
~ name="region" value="other">
! class="chip"
! value="water.sludge"
~ title="Verzonnen voorbeeld, niet echt">Demo<span class="sr">
! {{
! style=

# Choosing a sector shows its parts; a part narrows it, and each filter has a way out.
GET /nl/opportunities?sector=water&show=all
= 200
~ name="sector" value="water" checked
~ name="sector" value="water.sludge">
~ (2 actief)
~ <span class="sr">Verwijder filter: </span>Water<
~ href="/nl/opportunities?show=all"
~ Alle filters wissen
~ <meta name="robots" content="noindex">
GET /nl/opportunities?sector=water&sector=water.sludge&show=all
= 200
~ name="sector" value="water" checked
~ name="sector" value="water.sludge" checked
~ (2 actief)
~ href="/nl/opportunities?sector=water&amp;show=all"

# How soon the deadline is, and how long ago it was posted: all in the address, with a way out.
GET /nl/opportunities
= 200
~ <label class="label" for="deadline">Deadline</label>
~ <option value="" selected>Alle deadlines (
~ <option value="180">Binnen een half jaar (
~ <option value="none">Geen vaste deadline (
~ <label class="label" for="posted">Geplaatst</label>
~ <option value="7">Laatste 7 dagen (
sql UPDATE opportunity SET deadline = date('now', '+20 days'), published_on = date('now', '-20 days') WHERE ref = 'SN-2026-001'
sql UPDATE opportunity SET published_on = date('now', '-60 days') WHERE ref <> 'SN-2026-001'
GET /nl/opportunities?deadline=30&posted=30
= 200
~ <option value="30" selected>Binnen 30 dagen (
~ <option value="30" selected>Laatste 30 dagen (1)
~ 1 kans</h2>
~ /nl/opportunities/SN-2026-001"
~ (2 actief)
~ Deadline: binnen 30 dagen<
~ >Demo<
~ Geplaatst: laatste 30 dagen<
~ href="/nl/opportunities?posted=30"
~ href="/nl/opportunities?deadline=30"
GET /nl/opportunities?posted=7&deadline=
= 200
~ 0 kansen</h2>
~ Gekozen: Geplaatst: laatste 7 dagen
! Een filter in dit adres bestaat niet
GET /zh/opportunities?deadline=90&posted=90&sort=newest
= 200
~ <option value="90" selected>90 天内 (
~ <option value="newest" selected>
~ 截止日期：90 天内<
~ 发布时间：最近 90 天<
~ href="/zh/opportunities?deadline=90&amp;sort=newest"
# What is real has no such mark.
sql UPDATE opportunity SET demo = 0 WHERE ref = 'SN-2026-001'
GET /nl/opportunities?deadline=30&posted=30
= 200
~ /nl/opportunities/SN-2026-001"
! >Demo<
GET /en/opportunities?deadline=none
= 200
~ <option value="none" selected>No fixed deadline (
~ No fixed deadline<svg
! SN-2026-001
GET /nl/opportunities?deadline=31
= 200
~ Een filter in dit adres bestaat niet. We lieten het weg.
GET /nl/opportunities?posted=yesterday
= 200
~ Een filter in dit adres bestaat niet. We lieten het weg.

# A city and the rest of China.
GET /nl/opportunities?region=330600&show=all
= 200
~ name="region" value="330600" checked
~ Hergebruik van proceswater in een textielcluster
~ Shaoxing (Zhejiang)
GET /nl/opportunities?region=other&show=all
= 200
~ name="region" value="other" checked
! /nl/opportunities/ZJ-2026-009"

# A title that the language of the page lacks keeps its own, and says so.
GET /nl/opportunities?region=CN&sector=efficiency.lighting&show=all
= 200
~ <a href="/nl/opportunities/CN-2026-008" lang="en">
~ In het Engels</span>
~ <p lang="zh-Hans">

# What does not exist is left out with a word; what is odd never fails.
GET /nl/opportunities?sector=magic&region=XX&kind=nothing
= 200
~ Een filter in dit adres bestaat niet. We lieten het weg.
! magic</
GET /nl/opportunities?page=10000&show=all
= 200
~ aria-current="page" aria-label="Pagina 4"
GET /nl/opportunities?page=-1&show=all
= 200
~ 24</h2>
GET /nl/opportunities?page=99999999999999999999
= 200
GET /nl/opportunities?page=2&show=all&sort=newest
= 200
~ rel="prev"
~ rel="next"
~ href="/nl/opportunities?show=all&amp;sort=newest&amp;page=3"
GET /nl/opportunities?sector=%3Cscript%3E
= 200
! <script>
GET /nl/opportunities?kind=event&sector=soil.mining&cooperation=licence
= 200
~ 0 kansen</h2>
~ Geen kans past bij al deze filters
~ Gekozen: Bodem

# One opportunity.
GET /nl/opportunities/ZJ-2026-009
= 200
~ <title>Hergebruik van proceswater in een textielcluster – Cleantech Route China</title>
~ <h1 class="mt2">Hergebruik van proceswater in een textielcluster</h1>
~ De districtsoverheid wil 60%
~ lang="zh-Hans"><h3>印染集聚区工艺废水再生回用工程</h3>
~ <span lang="zh-Hans">绍兴柯北水务管理中心</span>
~ <a href="/nl/regions/zhejiang">Shaoxing (Zhejiang)</a>
~ <a href="/nl/opportunities?sector=water.reuse">
~ TRL 8 of hoger
~ <time datetime="2027-01-05">5 januari 2027</time>
~ Dit is een verzonnen voorbeeld, geen echte kans.
~ Demo<span class="sr">
~ <dt>Laatst nagekeken</dt>
~ Sommige bedrijven en kansen zijn verzonnen voorbeelden, gemarkeerd als Demo.
~ <meta name="description" content="De districtsoverheid
! {{

GET /zh/opportunities/ZJ-2026-009
= 200
~ <h1 class="mt2">印染集聚区工艺废水再生回用工程</h1>
! 中文原文

# In English there is no title of its own: Dutch stands in, marked.
GET /en/opportunities/ZJ-2026-009
= 200
~ <h1 class="mt2" lang="nl">
~ In Dutch</span>

# Without a deadline it stays open; one can register.
GET /nl/opportunities/CN-2026-008
= 200
~ Geen vaste deadline
~ Past dit bij je bedrijf?
~ href="/nl/register"
~ <h1 class="mt2" lang="en">
member GET /nl/opportunities/CN-2026-008
= 200
~ Op je bedrijfspagina zie je
! Registreer je bedrijf, gratis.

# A closed one stays, says so and drops the call.
GET /nl/opportunities/HE-2026-021
= 200
~ Deze kans is niet meer open
~ Status: Gesloten.
! Past dit bij je bedrijf?

# Drafts and what does not exist look the same.
GET /nl/opportunities/CQ-2026-022
= 404
GET /nl/opportunities/NO-2026-999
= 404
GET /nl/opportunities/%2e%2e
= 404

# Without demo data nothing speaks of it.
run seed --remove-demo
GET /nl/opportunities?show=all
= 200
! Demo
