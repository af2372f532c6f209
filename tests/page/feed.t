# The line below the results, and the feed in the head, keep the filters and leave the page out.
GET /nl/opportunities
= 200
~ <p class="feeds">Dit resultaat als <a href="/nl/opportunities.csv" type="text/csv" rel="nofollow">CSV</a>, <a href="/nl/opportunities.json"
~ type="application/atom+xml" rel="nofollow">Atom</a>, <a href="/nl/opportunities.ics" type="text/calendar" rel="nofollow">kalender (.ics)</a></p>
~ <link rel="alternate" type="application/atom+xml" title="Kansen in China" href="/nl/opportunities.atom">
GET /zh/opportunities?sector=water&region=other&show=all&sort=newest&page=2
= 200
~ 将此结果导出为 <a href="/zh/opportunities.csv?sector=water&amp;region=other&amp;show=all&amp;sort=newest" type="text/csv" rel="nofollow">CSV</a>、<a
~ 日历（.ics）</a>
~ href="/zh/opportunities.atom?sector=water&amp;region=other&amp;show=all&amp;sort=newest">
# Another page offers no feed.
GET /nl/opportunities/ZJ-2026-009
= 200
! application/atom+xml

# CSV: the columns of "export opportunities", to keep.
GET /nl/opportunities.csv?region=330600
= 200
> Content-Type: text/csv; charset=utf-8; header=present
> Cache-Control: max-age=300
~ ref,kind,title_nl,title_en,title_zh,summary_nl,summary_en,summary_zh,sectors,regions,cooperation,trl_min,deadline,organisation,source_url,status
~ ZJ-2026-009,tender,Hergebruik van proceswater in een textielcluster,,印染集聚区工艺废水再生回用工程
~ 绍兴柯北水务管理中心
! GD-2026-011
! Location:

# JSON: what was asked, what there is, labels in the language of the address.
GET /nl/opportunities.json?region=330600
= 200
> Content-Type: application/json
> Content-Language: nl
~ {"title":"Cleantech Route China: Kansen in China","language":"nl","self":"http://localhost:8080/nl/opportunities.json?region=330600","list":"http://localhost:8080/nl/opportunities?region=330600","next":null
~ "total":2,"skipped":0,"truncated":false,"items":[
~ {"ref":"ZJ-2026-009","url":"http://localhost:8080/nl/opportunities/ZJ-2026-009","kind":"tender","title":{"nl":"Hergebruik van
~ "regions":[{"code":"330600","label":"Shaoxing (Zhejiang)"}]
~ "organisation":"绍兴柯北水务管理中心"
~ "demo":true
GET /zh/opportunities.json?region=330600
= 200
> Content-Language: zh-Hans
~ {"code":"water.reuse","label":"水处理与水资源：再生水、节水与海水淡化"}

# Atom and the calendar say what is made up in the title, as nothing else shows there.
GET /en/opportunities.atom?region=330600
= 200
> Content-Type: application/atom+xml; charset=utf-8
~ <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>http://localhost:8080/en/opportunities.atom?region=330600</id>
~ <title type="text" xml:lang="nl">Demo: Hergebruik van proceswater
~ <category term="water.reuse" label="Water: water reuse, saving and desalination"/>
GET /zh/opportunities.ics?region=330600
= 200
> Content-Type: text/calendar; charset=utf-8
~ UID:ZJ-2026-009@localhost
~ DTSTART;VALUE=DATE:20270105
~ SUMMARY;LANGUAGE=zh-Hans:截止日期：演示：
~ URL:http://localhost:8080/zh/opportunities/ZJ-2026-009
~ END:VCALENDAR

# Without a deadline there is nothing to put into a calendar.
GET /nl/opportunities.ics?region=CN
= 200
! UID:CN-2026-008
GET /nl/opportunities.json?region=CN
= 200
~ "ref":"CN-2026-008"
~ "deadline":null

# HEAD gives the same headers and no rows; nothing can be sent there.
HEAD /nl/opportunities.atom
= 200
> Content-Type: application/atom+xml; charset=utf-8
! <feed
POST /nl/opportunities.csv a=b
= 405
> Allow: GET, HEAD
GET /nl/opportunities.xml
= 404
GET /opportunities.csv
= 404

# Open ones only, unless all are asked for; what is over or withdrawn says so.
GET /nl/opportunities.json
= 200
! HE-2026-021
GET /nl/opportunities.json?show=all&region=CN-HE
= 200
~ "ref":"HE-2026-021"
~ "status":"closed"
sql UPDATE opportunity SET status = 'withdrawn', deadline = '2027-02-03' WHERE ref = 'HE-2026-021'
GET /nl/opportunities.ics?show=all&region=CN-HE
= 200
~ STATUS:CANCELLED
# Drafts never.
GET /nl/opportunities.csv?show=all
= 200
! CQ-2026-022
admin GET /nl/opportunities.json?show=all
= 200
! CQ-2026-022
> Cache-Control: no-store

# An organisation that stays hidden until an introduction is in none of them, nor for staff.
sql UPDATE opportunity SET organisation_hidden = 1 WHERE ref = 'ZJ-2026-009'
GET /nl/opportunities.csv?region=330600
= 200
~ ZJ-2026-009
! 绍兴柯北
GET /nl/opportunities.json?region=330600
= 200
~ "organisation":null
! 绍兴柯北
GET /nl/opportunities.atom?region=330600
= 200
! 绍兴柯北
GET /zh/opportunities.ics?region=330600
= 200
! 绍兴柯北
reviewer GET /zh/opportunities.csv?region=330600
= 200
! 绍兴柯北

# What does not exist is left out, as on the page; what is odd never fails.
GET /nl/opportunities.json?sector=magic&region=330600&kind=nothing&page=9&skip=-4
= 200
~ "self":"http://localhost:8080/nl/opportunities.json?region=330600"
~ "unknown_filters":true
~ "total":2,"skipped":0
GET /nl/opportunities.json?sector=%3Cscript%3E&skip=99999999999999999999
= 200
! <script
GET /nl/opportunities.json?region=330600&skip=5
= 200
~ "total":2,"skipped":5,"truncated":false,"items":[
! "ref"
GET /nl/opportunities.csv?kind=event&sector=soil.mining&cooperation=licence
= 200
~ ref,kind,title_nl
! ;
GET /nl/opportunities.atom?kind=event&sector=soil.mining&cooperation=licence
= 200
~ <updated>
! <entry>
GET /nl/opportunities.ics?kind=event&sector=soil.mining&cooperation=licence
= 200
! BEGIN:VEVENT
GET /nl/opportunities.atom?sector=%00
= 400

# Hostile texts stay texts.
sql UPDATE opportunity SET title_nl = '=cmd|''/C calc''!A0, <b>"x"</b> & ]]>; \n', title_en = '', title_zh = '', updated_at = 1790000000 WHERE ref = 'ZJ-2026-009'
GET /nl/opportunities.csv?region=330600
= 200
~ ,"'=cmd|'/C calc'!A0, <b>""x""</b> & ]]>; \n",
GET /nl/opportunities.json?region=330600
= 200
~ "title":{"nl":"=cmd|'/C calc'!A0, <b>\"x\"</b> & ]]>; \\n"}
~ "updated":"2026-09-21T14:13:20Z"
GET /nl/opportunities.atom?region=330600
= 200
~ Demo: =cmd|'/C calc'!A0, &lt;b&gt;&quot;x&quot;&lt;/b&gt; &amp; ]]&gt;; \n</title>
~ <updated>2026-09-21T14:13:20Z</updated>
GET /nl/opportunities.ics?region=330600
= 200
~ SUMMARY;LANGUAGE=nl:Deadline: Demo: =cmd|'/C calc'!A0\, <b>"x"</b> & ]]>\; 
~ DTSTAMP:20260921T141320Z

# What is searched for is searched for here too, best first, and goes along in the addresses.
GET /nl/opportunities?q=textiel
= 200
~ href="/nl/opportunities.atom?q=textiel"
GET /nl/opportunities.json?q=textiel
= 200
~ "self":"http://localhost:8080/nl/opportunities.json?q=textiel"
~ "ref":"ZJ-2026-017"
! "ref":"HE-2026-012"
GET /zh/opportunities.atom?q=%E6%B1%A1%E6%B0%B4&sort=newest
= 200
~ <id>http://localhost:8080/zh/opportunities.atom?q=%E6%B1%A1%E6%B0%B4&amp;sort=newest</id>
GET /nl/opportunities.csv?q=zzzzqqqq
= 200
! published
GET /nl/opportunities.ics?q=%22%22%22+AND+NEAR+*
= 200
~ END:VCALENDAR
