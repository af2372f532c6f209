# Full text: in three languages, through the vocabulary, and whatever is typed.

GET /nl/opportunities
= 200
~ type="search"
~ maxlength="200"
! value="relevance"
! Ook in de andere talen gezocht

# Chinese as it stands, the same through the vocabulary from Dutch and English, which is said.
GET /nl/opportunities?q=%E6%B1%A1%E6%B0%B4
= 200
~ <mark>污水</mark>处理
~ <mark>afvalwater</mark>
~ <option value="relevance" selected>
~ “污水”: <span lang="nl">afvalwater</span>, <span lang="en">wastewater</span>
GET /nl/opportunities?q=afvalwater
= 200
~ value="afvalwater"
~ <mark>afvalwater</mark>
~ <mark>污水</mark>
~ <mark>废水</mark>
~ “afvalwater”: <span lang="en">wastewater</span>, <span lang="zh-Hans">废水</span>
~ /nl/opportunities"><span class="sr">Verwijder filter: </span>“afvalwater”
GET /en/opportunities?q=WASTE+water
~ <mark>污水</mark>
GET /zh/opportunities?q=afvalwater
~ 同时以其他语言搜索
~ <mark>污水</mark>

# A part of a Dutch compound; full width, accents and capitals; a reference; a place.
GET /nl/opportunities?show=all&q=membraan
~ <mark>membra
GET /nl/opportunities?show=all&q=%EF%BC%AD%EF%BC%A2%EF%BC%B2
~ <mark>membraanbioreactoren</mark>
GET /nl/opportunities?q=Afvalw%C3%A1ter
~ <mark>afvalwater</mark>
GET /nl/opportunities?show=all&q=SN-2026-001
~ id="res">1 kans
~ /nl/opportunities/SN-2026-001
GET /nl/opportunities?show=all&q=Hebei+slib
~ /nl/opportunities/HE-2026-011

# A new name of a region is found.
sql UPDATE region SET label_nl = 'Zandbergen' WHERE code = 'CN-HE'
run match
GET /nl/opportunities?show=all&q=zandbergen+slib
~ /nl/opportunities/HE-2026-011

# All words count, and the filters with them; the search stays in every link.
GET /nl/opportunities?q=slib+quantummechanica
~ id="res">0 kansen
GET /nl/opportunities?q=afvalwater&region=CN-SN
~ /nl/opportunities?q=afvalwater"
~ <mark>
GET /nl/opportunities?q=van&show=all
~ q=van&amp;show=all&amp;page=2
GET /nl/opportunities?q=afvalwater&sort=deadline
~ <option value="deadline" selected>
GET /nl/opportunities?sort=relevance
= 200
~ <option value="deadline" selected>

# Nothing typed is an expression.
GET /nl/opportunities?q=%22
= 200
~ In je zoekopdracht staan geen woorden
GET /nl/opportunities?q=NEAR(a+b)
= 200
GET /nl/opportunities?q=AND
= 200
GET /nl/opportunities?q=a+OR+*
= 200
GET /nl/opportunities?q=title_nl%3Aslib
= 200
GET /nl/opportunities?q=%22slib%22+AND+(
= 200
~ value="&quot;slib&quot; AND ("
GET /nl/opportunities?q=%5E-%2B*%7B%7D
= 200
~ In je zoekopdracht staan geen woorden
GET /nl/opportunities?q=%3Cscript%3Ealert(1)%3C/script%3E
= 200
! <script>alert
GET /nl/opportunities?q={x*5000}
= 200
~ Je zoekopdracht was te lang
GET /nl/opportunities?q=slib&page=10000
= 200
~ <mark>
GET /nl/opportunities?q=%E6%B0%B4+%E6%B0%B4+%E6%B0%B4+%E6%B0%B4+%E6%B0%B4
= 200
~ <mark>水</mark>

# However long the texts are, and wherever it is found.
sql UPDATE opportunity SET summary_nl = replace(hex(zeroblob(2000)), '0', 'a') || ' slib', summary_en = replace(hex(zeroblob(2000)), '0', 'b'), summary_zh = substr(replace(hex(zeroblob(2000)), '0', '水'), 1, 4000)
run match
GET /nl/opportunities?show=all&q=20
= 200
GET /zh/opportunities?show=all&q=project+slib
= 200
GET /nl/opportunities?q=&show=open
= 200
! Ook in de andere talen
