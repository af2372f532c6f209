# A match that staff decided about stays when its pair stops fitting, and both sides are told why.
reviewer-oost-vlaanderen GET /nl/staff/review/{match}
! Past nu niet
reviewer-oost-vlaanderen POST /nl/staff/review/{match} csrf={csrf}&version={version}&decision=suitable&go=stay
= 303

# The technology says other sectors now: scored again, and shown so in queue, match and company.
sql DELETE FROM technology_sector WHERE technology_id = (SELECT technology_id FROM match WHERE id = {match})
sql INSERT INTO technology_sector (technology_id, sector) SELECT technology_id, 'mobility.shipping' FROM match WHERE id = {match}
sql UPDATE technology SET oneline = 'Schepen', summary_nl = 'Wij maken walstroom voor schepen.', summary_en = '', summary_zh = '' WHERE id = (SELECT technology_id FROM match WHERE id = {match})
run match

reviewer-oost-vlaanderen GET /nl/staff/review/{match}
= 200
~ <h2>Past nu niet</h2>
~ Technologie en kans delen geen sector. Wat over deze match al beslist is, blijft bewaard.
~ <span class="tag tag--ok">Geschikt</span>
~ name="version" value="2"
! In de lijst staat nog een vorige score

reviewer-oost-vlaanderen GET /nl/staff/review?state=decided
~ M-{match}<
~ <strong>Past nu niet: </strong>Technologie en kans delen geen sector.

member GET /nl/company
= 200
~ Technologie en kans delen geen sector. Wat over deze match al beslist is, blijft bewaard.
member GET /en/company
~ Technology and opportunity share no sector. What was already decided about this match is kept.
member GET /zh/company
~ 该技术与该机会的领域不一致。对该匹配已作出的决定仍予保留。

# Nor does it agree on a region.
sql DELETE FROM technology_region WHERE technology_id = (SELECT technology_id FROM match WHERE id = {match})
run match
reviewer-oost-vlaanderen GET /en/staff/review/{match}
~ Technology and opportunity share neither sector nor region.

# The deadline passes, the opportunity is withdrawn, the technology archived: the decision stays.
sql UPDATE opportunity SET deadline = '2001-01-01' WHERE id = (SELECT opportunity_id FROM match WHERE id = {match})
run match
reviewer-oost-vlaanderen GET /nl/staff/review/{match}
~ De deadline van de kans is voorbij.
sql UPDATE opportunity SET status = 'withdrawn' WHERE id = (SELECT opportunity_id FROM match WHERE id = {match})
run match
reviewer-oost-vlaanderen GET /zh/staff/review/{match}
~ 该机会已不再开放（状态：已撤回）。
member GET /nl/company
~ De kans is niet meer open (status: Ingetrokken).
sql UPDATE technology SET state = 'archived' WHERE id = (SELECT technology_id FROM match WHERE id = {match})
run match
reviewer-oost-vlaanderen GET /nl/staff/review?state=decided
~ De technologie is gearchiveerd.
~ Geschikt
member GET /nl/company
= 200
~ De technologie is gearchiveerd.
~ Geschikt

# A state that this version does not know is no reason to fall over.
sql UPDATE match SET state = 'proposed' WHERE id = {match}
member GET /nl/company
= 200
reviewer-oost-vlaanderen GET /nl/staff/review/{match}
= 200
