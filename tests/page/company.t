# The page of a company: only for its own people.
GET /nl/company
= 303

editor GET /nl/company
= 403

member GET /nl/company
= 200
> Cache-Control: no-store
~ <meta name="robots" content="noindex">
~ Dag Test member
~ Jouw aanspreekpunt is
~ Gecontroleerd
~ op 100
~ van 8 bekend
~ Verzonnen voorbeeld, niet echt
~ <span class="tag tag--ok">Voldaan</span>
~ Dit weten we nog niet.
~ Nalezen
! style=

member GET /zh/company
= 200
~ <html lang="zh-Hans">
~ 满分 100
~ 您的对接机构
~ title="虚构示例，并非真实信息">演示<

member GET /en/company
= 200
~ Your contact is
