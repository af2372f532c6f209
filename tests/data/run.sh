#!/bin/bash
# Import, export and match from outside: tests/data/run.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"
C=ref,name,enterprise_number,province,website,founded,size,summary_nl,summary_en,summary_zh,sectors,target_regions,cooperation,trl,languages,contact_name,contact_email
O=ref,kind,title_nl,title_en,title_zh,summary_nl,summary_en,summary_zh,sectors,regions,cooperation,trl_min,deadline,organisation,source_url,status

ok "no database: refused" run 1 export companies
ok "no database: says how to make one" says "cleantechroute init"
ok init run 0 init
ok "init twice: refused" run 1 init
ok "seed" run 0 seed "$share/seed"
ok "seed twice: nothing new" run 0 seed "$share/seed"
ok "seed twice: says so" prints "sectors: 86, of which 0 new or changed"
ok check run 0 check


# ---- What is no database
C17=$(head -c 300 /dev/zero | tr '\0' x)
printf '%s' "$C17" >text.db
head -c 40 db >short.db
mkdir folder.db
for f in text short folder; do
	for c in "export companies" "import companies c.csv" check migrate init "staff list" "backup b" cgi serve "mail send"; do
		# shellcheck disable=SC2086
		ok "$f.db: $c" run 1 $c --db $f.db
		ok "$f.db: $c: one clear line" sh -c \
			'[ "$(cat out err)" = "cleantechroute: $0.db: is not a database" ]' $f
	done
done
ok "no database: nothing was made of it" test "$(cat text.db)" = "$C17"

# ---- Good files
cat >c.csv <<EOF
$C
T-1,Proper Water,BE 0403.170.701,antwerpen,www.proper.example,1999,small,"Zuivert water. Ook slib.",,污水处理,water.sludge;water,CN-GD;510100,sale;pilot,8,zh;nl,An,an@proper.example
T-1,Proper Water,0403170701,antwerpen,https://www.proper.example,1999,small,Tweede technologie,,,air.voc,CN,,,nl;zh,An,an@proper.example
T-2,Alleen het nodige,,,,,,,Minimal,,,CN-ZJ,,,,,
EOF
cat >o.csv <<EOF
$O
SN-1,tender,Slib in Kanton,,,,,,water.sludge,440100,sale,7,2099-01-31,广州某公司,https://example.org/a?b=c,published
SN-2,project,,,仅中文标题,,,"第一行
第二行",air,510100;CN-SN,,,,,,published
SN-3,event,Ontwerp,,,,,,water,CN,,,,,,draft
EOF
ok "companies: dry run" run 0 import companies c.csv --dry-run
ok "companies: dry run says what it would do" prints "companies: 2 new, 0 changed, 0 unchanged (dry run"
run 0 export companies
ok "companies: dry run wrote nothing" test "$(wc -l <out)" = 1
ok "companies" run 0 import companies c.csv
ok "companies: 2 new" prints "companies: 2 new, 0 changed, 0 unchanged"
ok "companies twice" run 0 import companies c.csv
ok "companies twice: unchanged" prints "companies: 0 new, 0 changed, 2 unchanged"
ok "opportunities" run 0 import opportunities o.csv
ok "opportunities: 3 new" prints "opportunities: 3 new, 0 changed, 0 unchanged"
ok "opportunities twice" run 0 import opportunities o.csv
ok "opportunities twice: unchanged" prints "opportunities: 0 new, 0 changed, 3 unchanged"

# The columns in another order, CRLF and a byte-order mark.
printf '\xef\xbb\xbftarget_regions,summary_en,name,ref\r\nCN-ZJ,Minimal,Alleen het nodige,T-2\r\n' >order.csv
ok "order, CRLF, byte-order mark" run 0 import companies order.csv
ok "order, CRLF, byte-order mark: unchanged" prints "0 new, 0 changed, 1 unchanged"

# A spreadsheet leaves rows of nothing behind.
printf '%s\n' "ref,name,summary_en,target_regions" ",,," "T-2,Alleen het nodige,Minimal,CN-ZJ" ", ,," ",,,,,," >order.csv
ok "rows of nothing" run 0 import companies order.csv
ok "rows of nothing: skipped" prints "0 new, 0 changed, 1 unchanged"

printf 'ref,name\xc2\xa0,summary_en,target_regions\nT-2,\xc2\xa0Alleen het nodige \xe3\x80\x80,\xc2\xa0Minimal,CN-ZJ\xc2\xa0\n' >order.csv
ok "blanks of other widths" run 0 import companies order.csv
ok "blanks of other widths: no part of the value" prints "0 new, 0 changed, 1 unchanged"

# What comes along unseen when text is pasted is no part of a value, in forms and here.
printf 'r\xe2\x80\x8bef,name,summary_en,target_regions\nT\xe2\x80\x8b-2,\xe2\x80\xaeAlleen het\xe2\x80\x8d nodige\xef\xbb\xbf,\xef\xbb\xbf Minimal,CN-\xe2\x80\x8bZJ\n' >hidden.csv
ok "invisible characters" run 0 import companies hidden.csv
ok "invisible characters: no part of the value" prints "0 new, 0 changed, 1 unchanged"
printf '{"ref":"T-2","name":"Alleen\\u200b het nodige","summary_en":"Minimal\\ufeff","target_regions":["CN-ZJ\\u200b"]}\n' >hidden.jsonl
ok "invisible characters in JSON" run 0 import companies hidden.jsonl
ok "invisible characters in JSON: no part of the value" prints "0 new, 0 changed, 1 unchanged"

# ---- Round trips
for x in companies opportunities; do
	for f in csv jsonl; do
		ok "$x: export as $f" run 0 export $x --format $f
		cp out $x.$f
		ok "$x: import of the export as $f" run 0 import $x $x.$f
		ok "$x: nothing changed by its $f" prints " 0 new, 0 changed"
		CLEANTECHROUTE_DB=$dir/other run 0 init && CLEANTECHROUTE_DB=$dir/other run 0 seed "$share/seed"
		CLEANTECHROUTE_DB=$dir/other ok "$x: import as $f elsewhere" run 0 import $x $x.$f
		CLEANTECHROUTE_DB=$dir/other run 0 export $x --format $f
		cp out again
		ok "$x: the same export as $f from there" same $x.$f again
		rm -f other*
	done
done
ok "header of companies" test "$(head -1 companies.csv)" = "$C"
ok "header of opportunities" test "$(head -1 opportunities.csv)" = "$O"
ok "every line is JSON" python3 -c 'import json; [json.loads(l) for l in open("companies.jsonl")]'

# ---- A change is a change, once
sed 's/1999/2001/' c.csv >changed.csv
ok "a change" run 0 import companies changed.csv
ok "a change: counted" prints "0 new, 1 changed, 1 unchanged"
ok "a change, twice" run 0 import companies changed.csv
ok "a change, twice: unchanged" prints "0 new, 0 changed, 2 unchanged"
{ head -1 c.csv; sed -n '3p;2p' c.csv; } >swapped.csv
run 0 import companies c.csv
ok "technologies in another order" run 0 import companies swapped.csv
ok "technologies in another order: unchanged" prints "0 new, 0 changed, 1 unchanged"
grep -v Tweede c.csv >fewer.csv
ok "a technology less" run 0 import companies fewer.csv
ok "a technology less: changed" prints "0 new, 1 changed, 1 unchanged"
run 0 export companies
ok "a technology less: it is gone" test "$(grep -c Tweede out)" = 0
run 0 import companies c.csv

# ---- Files that are refused
printf '%s\n' "$C,colour" "T-9,Naam,,,,,,x,,,,CN,,,,,,red" >f.csv
refused "unknown column" companies f.csv "f.csv:1:colour: unknown column (column 18)"
printf '%s\n' "ref,name,summary_nl" "T-9,Naam,x" >f.csv
refused "missing column" companies f.csv "f.csv:1:target_regions: this column is missing"
printf '%s\n' "ref,ref,name,summary_nl,target_regions" >f.csv
refused "column twice" companies f.csv "f.csv:1:ref: this column is there twice (column 2)"
: >f.csv
refused "empty file" companies f.csv "f.csv: is empty"
refused "no such file" companies none.csv "none.csv: cannot be opened"
printf '%s\n' "$C" "T-9,Naam,,,,,,x,,,,CN" >f.csv
refused "too few cells" companies f.csv \
	"f.csv:2:cooperation: has 12 cells, the header has 17: from here on they are missing (column 13)"
run 1 import companies f.csv
errors "too few cells" 1
printf '%s\n' "$C" 'T-9,"Naam
op twee regels",,,,,,x,,,,CN' >f.csv
refused "too few cells behind a line break" companies f.csv "f.csv:3:cooperation: has 12 cells"
printf '%s\n' "$C" "T-9,Naam,,,,,,x, en nog iets,,,,CN,,,,,,," >f.csv
refused "too many cells" companies f.csv \
	"f.csv:2: has 20 cells, the header has 17: this one is the first too many (column 18)"
printf 'ref,name,summary_nl,target_regions\nT-9,Naam,x,CN\n' | iconv -t UTF-16LE >f.csv
{ printf '\xff\xfe'; cat f.csv; } >g.csv
refused "UTF-16" companies g.csv "g.csv: is UTF-16; save it as CSV in UTF-8"
refused "UTF-16 without a mark" companies f.csv "f.csv: is UTF-16; save it as CSV in UTF-8"
run 1 import companies f.csv
errors "UTF-16" 1
{ printf '\xfe\xff'; iconv -f UTF-16LE -t UTF-16BE f.csv; } >g.csv
refused "UTF-16, big end first" companies g.csv "g.csv: is UTF-16; save it as CSV in UTF-8"
cp g.csv g.jsonl
refused "UTF-16 as JSON" companies g.jsonl "g.jsonl: is UTF-16; save it as UTF-8"
printf 'ref;name;summary_nl;target_regions\nT-9;Naam;x, y;CN\n' >f.csv
refused "semicolons" companies f.csv 'f.csv:1: columns are separated by ";" where "," is expected'
run 1 import companies f.csv
errors "semicolons" 1
printf '\xef\xbb\xbf"ref";"name";"summary_nl";"target_regions"\r\nT-9;Naam;x;CN\r\n' >f.csv
refused "semicolons and quotes" companies f.csv 'f.csv:1: columns are separated by ";" where "," is expected'
printf 'ref\tname\tsummary_nl\ttarget_regions\nT-9\tNaam\tx\tCN\n' >f.csv
refused "tabs" companies f.csv 'f.csv:1: columns are separated by tabs where "," is expected'
printf 'sep=;\nref;name;summary_nl;target_regions\n' >f.csv
refused "semicolons, and said so" companies f.csv 'f.csv:1: columns are separated by ";" where "," is expected'
printf 'ref,name,summary_nl,target_regions\rT-9,Naam,x,CN\r' >f.csv
refused "carriage returns" companies f.csv 'f.csv: its lines end with CR alone; save it with LF or CRLF'
run 1 import companies f.csv
errors "carriage returns" 1
printf '%s\n' "$C" 'T-9,"Naam,,,,,,x,,,,CN,,,,,' >f.csv
refused "open quote" companies f.csv "f.csv:2:name: the quote that opens here is never closed (column 2)"
printf '%s\n' "$C" 'T-9,Na"am,,,,,,x,,,,CN,,,,,' >f.csv
refused "bare quote" companies f.csv "f.csv:2:name: a quote in a cell"
printf '%s\nT-9,Na\xffam,,,,,,x,,,,CN,,,,,\n' "$C" >f.csv
refused "not UTF-8" companies f.csv "f.csv:2:name: not UTF-8 (column 2)"
run 1 import companies f.csv
errors "not UTF-8" 1
printf '%s\nT\xff,\xff,\xff,\xff,\xff,\xff,\xff,x,,,\xff,\xff,\xff,\xff,\xff,,\xff\nT\xff,N\xffm,,,,,,x,,,,CN,,,,,\n' "$C" >f.csv
refused "many cells that are not UTF-8" companies f.csv "f.csv:3:ref: not UTF-8 (column 1)"
run 1 import companies f.csv
errors "many cells that are not UTF-8" 15
printf '%s\nT-9,N\xffm,,,,,,x,,,,CN,,,,,\nT-9,Naam,,,,,,y,,,,CN,,,,,\n' "$C" >f.csv
run 1 import companies f.csv
errors "a cell that is not UTF-8 contradicts nobody" 1
printf '%s\n,Naam,,,,,,x,,,,CN,,,,,\n,Anders,,,,,,y,,,,CN,,,,,\nT-9,Naam,12,,,,,x,,,,CN,,,,,\nT-9,Naam,,,,,,y,,,,CN,,,,,\n' "$C" >f.csv
run 1 import companies f.csv
errors "rows without a ref are not one company, a wrong number contradicts nobody" 3
printf '%s\n' "$C" "T-9,Naam,,,,,,x,,,air;water,CN,,,,," "T-9,Naam,,,,,,x,,,air,CN,,,,," "T-9,Naam,,,,,, x ,,,water; air,CN,,,,," >f.csv
refused "the same row twice" companies f.csv \
	"f.csv:4:summary_nl: this technology stands on line 2 already (column 8)"
run 1 import companies f.csv
errors "the same row twice" 1
printf '%s\n' "$C" "..,Naam,,,,,,x,,,,CN,,,,," >f.csv
refused "a ref of dots" companies f.csv 'f.csv:2:ref: ".." has no letter or digit'
printf '%s\nT-9,\xc2\xa0\xe3\x80\x80,,,,,,x,,,,CN,,,,,\n' "$C" >f.csv
refused "a name of blanks" companies f.csv 'f.csv:2:name: a value is required'
printf '{"ref":"T-4","name":true,"summary_nl":"x","target_regions":"CN"}\n' >f.jsonl
run 1 import companies f.jsonl
errors "a wrong kind of value in JSON" 1
printf '%s\nT-9,Na\x00am,,,,,,x,,,,CN,,,,,\n' "$C" >f.csv
refused "NUL" companies f.csv "f.csv:2:name: a control character: U+0000 at character 3 (column 2)"
printf '%s\nT-9,\xe2\x80\x8b\xe6\xb0\xb4am\x07,,,,,,x,,,,CN,,,,,\n' "$C" >f.csv
refused "a bell" companies f.csv "f.csv:2:name: a control character: U+0007 at character 4 (column 2)"
run 1 import companies f.csv
errors "a bell" 1
printf '{"ref":"T-9","name":"Na\\u0007am","summary_nl":"x","target_regions":"CN"}\n' >f.jsonl
refused "a bell in JSON" companies f.jsonl "f.jsonl:1:name: a control character: U+0007 at character 3"
printf '%s\nT-9,"Na\nam",,,,,,x,,,,CN,,,,,\n' "$C" >f.csv
refused "line break in a name" companies f.csv "f.csv:2:name: a line break"

# Nobody tells "t-1" from "T-1".
printf '%s\n' "$C" "t-1,Naam,,,,,,x,,,,CN,,,,," >f.csv
refused "a ref in other capitals" companies f.csv 'f.csv:2:ref: "t-1" differs in capitals only from "T-1" in the database'
printf '%s\n' "$C" "Te-1,Naam,,,,,,x,,,,CN,,,,," "TE-1,Naam,,,,,,y,,,,CN,,,,," >f.csv
refused "two refs in other capitals" companies f.csv 'f.csv:3:ref: "TE-1" differs in capitals only from "Te-1" on line 2'
run 1 import companies f.csv
errors "two refs in other capitals" 1
printf '%s\n' "ref,kind,title_nl,regions,status" "sn-1,tender,Iets,CN,draft" >f.csv
refused "an opportunity in other capitals" opportunities f.csv 'f.csv:2:ref: "sn-1" differs in capitals only from "SN-1" in the database'
printf '%s\n' "ref,kind,title_nl,regions,status" "q-1,tender,Iets,CN,draft" "Q-1,tender,Iets,CN,draft" >f.csv
refused "two opportunities in other capitals" opportunities f.csv 'f.csv:3:ref: "Q-1" differs in capitals only from "q-1" on line 2'

# Everything that is wrong is told, each with its place; good rows are not taken either.
cat >f.csv <<EOF
$C
T-8,Een goed bedrijf,,,,,,goed,,,,CN,,,,,
a b,N,0403170702,brabant,ftp://x.example,1799,huge,,,,water.none,CN-XX,barter,10,fr,,niemand
T-1,Andere naam,0403170701,antwerpen,www.proper.example,2020,small,x,,,,,,,,,
"T-7",Naam,"1000002197",,,3000,,"een
tekst",,,,CN,,drie,,,
T-6,Naam,1000002197,,,,,x,,,,CN,,,,,
T-1,Nog anders,0403170701,antwerpen,www.proper.example,2020,small,x,,,,CN,,,,,
EOF
year=$(TZ=Europe/Brussels date +%Y)
refused "many errors" companies f.csv \
	'f.csv:3:ref: "a b" has other signs' \
	'f.csv:3:name: too short, at least 2 characters (column 2)' \
	'f.csv:3:enterprise_number: "0403170702" is not an enterprise number' \
	'f.csv:3:province: "brabant" is not one of: antwerpen, limburg, oost-vlaanderen, vlaams-brabant, west-vlaanderen' \
	'f.csv:3:website: "ftp://x.example" is not a web address' \
	"f.csv:3:founded: \"1799\" is not a whole number from 1800 to $year" \
	'f.csv:3:size: "huge" is not one of: micro, small, medium, large' \
	'f.csv:3:summary_nl: a summary is required' \
	'f.csv:3:sectors: "water.none" is not a code of a sector' \
	'f.csv:3:target_regions: "CN-XX" is not a code of a region' \
	'f.csv:3:cooperation: "barter" is not one of' \
	'f.csv:3:trl: "10" is not a whole number from 1 to 9' \
	'f.csv:3:languages: "fr" is not one of: nl, en, zh' \
	'f.csv:3:contact_email: "niemand" is not an e-mail address' \
	'f.csv:4:target_regions: a value is required (column 12)' \
	'f.csv:5:founded: "3000" is not a whole number' \
	'f.csv:6:trl: "drie" is not a whole number' \
	'f.csv:7:enterprise_number: "1000002197" is also that of company T-7, line 5' \
	'f.csv:8:name: "Nog anders", but line 4 of the same company T-1 has "Andere naam" (column 2)' \
	'nothing was changed'
printf '%s\n' "$C" "T-5,Naam,0403170701,,,,,x,,,,CN,,,,," >f.csv
refused "number of another company" companies f.csv \
	'f.csv:2:enterprise_number: "0403170701" is already that of another company'
python3 - >f.csv <<'EOF'
print("ref,name,summary_nl,target_regions")
print("T-5," + "水" * 121 + "," + "é" * 4001 + ",CN")
EOF
refused "too long, in characters" companies f.csv \
	'f.csv:2:name: 121 characters, at most 120 are allowed' \
	'f.csv:2:summary_nl: 4001 characters, at most 4000 are allowed'
{ echo "ref,name,summary_nl,target_regions"; for i in $(seq 80); do echo "T-x$i,N,x,CN"; done; } >f.csv
refused "more than 50 errors" companies f.csv "f.csv: 30 more errors are not shown" "80 errors"
printf 'ref,kind,title_nl,regions,status\nSN-9,tender,Iets,;,published\n' >f.csv
refused "a separator is no value" opportunities f.csv 'f.csv:2:regions: a value is required (column 4)'
cat >f.csv <<EOF
$O
SN-9,gift,,,,,,,,,,0,2026-02-30,,nowhere,open
SN-9,tender,x,,,,,,,CN,,,,,,published
EOF
refused "opportunities" opportunities f.csv \
	'f.csv:2:kind: "gift" is not one of: tender, project' \
	'f.csv:2:title_nl: a title is required' \
	'f.csv:2:regions: a value is required' \
	'f.csv:2:trl_min: "0" is not a whole number from 1 to 9' \
	'f.csv:2:deadline: "2026-02-30" is not a day' \
	'f.csv:2:source_url: "nowhere" is not a web address' \
	'f.csv:2:status: "open" is not one of' \
	'f.csv:3:ref: "SN-9" stands on line 2 already'
python3 -c 'print("ref,kind,title_nl,regions,status\nSN-9,tender," + "x" * 161 + ",CN,draft")' >f.csv
refused "title too long" opportunities f.csv 'f.csv:2:title_nl: 161 characters, at most 160'
cat >f.jsonl <<'EOF'
{"ref":"T-4","name":"Goed","summary_nl":"x","target_regions":["CN"]}
{"ref":"T-4","name":"Goed","summary_nl":"x","target_regions":["CN"],"colour":"red"}
{"ref":"T-4","name":"Goed","summary_nl":"x"}
{"ref":"T-4","name":
[]
{"ref":"T-4","name":true,"summary_nl":"x","target_regions":"CN"}
EOF
refused "JSON lines" companies f.jsonl 'f.jsonl:2:colour: unknown column' \
	'f.jsonl:3:target_regions: a value is required' 'f.jsonl:4: not JSON' \
	'f.jsonl:5: not a JSON object' 'f.jsonl:6:name: neither a text nor a whole number'

# ---- Hostile cells come out guarded, and in again
cat >h.csv <<'EOF'
ref,name,summary_nl,summary_en,summary_zh,target_regions,contact_name
H-1,"=HYPERLINK(""http://evil.example"",""x"")",+1+1,-2+3,@SUM(A1),CN,'=already
H-2,＝1+1,＋1,－1,＠x,CN,'s Gravenhage
H-3,"<script>alert(1)</script>","a;b,c ""q""","line
two",'plain,CN,"{{NAME}}"
EOF
ok "hostile cells" run 0 import companies h.csv
run 0 export companies && grep -v '^T-' out >h2.csv
ok "hostile cells: guarded" python3 - <<'EOF'
import csv
rows = list(csv.reader(open("h2.csv", encoding="utf-8", newline="")))
assert len(rows) == 4, rows
bad = [c for r in rows for c in r if c[:1] in tuple("=+-@\t\r＝＋－＠")]
assert not bad, bad
assert rows[1][1].startswith("'=HYPERLINK"), rows[1]
assert rows[3][1] == "<script>alert(1)</script>", rows[3]
EOF
ok "hostile cells: in again" run 0 import companies h2.csv
ok "hostile cells: unchanged" prints " 0 new, 0 changed, 3 unchanged"
ok "hostile cells: JSON is not guarded" \
	sh -c '"$0" export companies --format jsonl | grep -q "\"name\":\"=HYPERLINK"' "$binary"

# ---- Matches.  Without a vocabulary, so that no score here moves with its words: tests/data/matching.sh has those.
change "DELETE FROM concept; UPDATE setting SET value = value + 1 WHERE name = 'vocabulary'"
ok "match" run 0 match
ok "match: says how many" prints " matches, "
ok "matches" run 0 export matches
M=company_ref,opportunity_ref,score,known,met,sector,region,concepts,cooperation,maturity,language,state,origin,rules
ok "matches: header" test "$(head -1 out)" = "$M"
ok "matches: T-1 and SN-1" \
	prints "T-1,SN-1,70,6,6,met,met,unknown,met,met,met,suggested,system,3"
ok "matches: the best technology stands for the company" test "$(grep -c '^T-1,SN-2,' out)" = 1
ok "matches: a draft is no match" test "$(grep -c SN-3 out)" = 0
ok "matches: best first" sh -c 'tail -n +2 out | cut -d, -f3 | sort -rnc'
cp out first
run 0 match
ok "match twice: nothing written" prints " 0 written, 0 retired"
run 0 export matches
ok "match twice: the same" same out first
ok "matches: least score" run 0 export matches --min-score 60
ok "matches: least score kept" test "$(wc -l <out)" = 2
ok "matches: one each" run 0 export matches --by company --limit 1
ok "matches: one each kept" test "$(grep -c '^T-1,' out)" = 1
ok "matches: all" run 0 export matches --limit 0 --format jsonl
ok "matches: JSON" python3 -c 'import json; assert all(json.loads(l)["score"] > 0 for l in open("out"))'
ok "explain" run 0 match --explain T-1 SN-1
ok "explain: the score" prints "70 / 100"
cp out first
ok "explain, other order" run 0 match --explain SN-1 T-1
ok "explain, other order: the same" same out first
for l in nl en zh; do
	ok "explain in $l" run 0 match --explain T-1 SN-1 --lang $l
done
ok "explain: unknown" run 1 match --explain T-1 XX-1
sed 's/,published$/,closed/' o.csv >closed.csv
run 0 import opportunities closed.csv && run 0 match && run 0 export matches --limit 0
ok "matches: closed ones are gone" test "$(wc -l <out)" = 1

# ---- Wrong usage
for a in "import" "import companies" "import people c.csv" "import companies c.txt" \
	"import companies c.csv --format xml" "import companies c.csv --nonsense" "export" \
	"export people" "export companies --limit 3" "export matches --limit x" \
	"export matches --min-score 101" "match --explain T-1" "match x" "seed" "seed a b"; do
	# shellcheck disable=SC2086
	ok "usage: $a" run 2 $a
done

# ---- Demo data
ok "demo" run 0 seed "$share/seed" --demo
ok "demo twice" run 0 seed "$share/seed" --demo
ok "demo twice: nothing new" prints "demo companies: $(grep -o "^VL-[0-9]*" "$share/seed/demo/companies.csv" | sort -u | wc -l), of which 0 new or changed"
ok "remove the demo" run 0 seed --remove-demo
state after
ok "remove the demo: ours stay" grep -q '^T-1,' after
ok "remove the demo: it is gone" test "$(grep -c '^VL-' after)" = 0

# ---- Many rows
cat >rows.py <<'EOF'
import sys
print("ref,name,summary_nl,summary_en,sectors,target_regions,cooperation,trl,languages")
for i in range(int(sys.argv[1])):
    print(f"B-{i},Bedrijf {i},{'Een lange tekst. ' * 40},{'A long text. ' * 40},water.sludge;air,CN-GD;CN-ZJ,sale;pilot,{i % 9 + 1},nl;en")
EOF
python3 rows.py 1000 >small.csv
python3 rows.py 10000 >big.csv
# CPU, and as a ratio, so that a busy machine fails nothing: ten times the rows would cost a hundred times if it were not linear.
TIMEFORMAT=%3U
export CLEANTECHROUTE_DB=$dir/small
run 0 init && run 0 seed "$share/seed"
small=$( { time "$binary" import companies small.csv >out 2>err; } 2>&1)
export CLEANTECHROUTE_DB=$dir/db
cpu=$( { time "$binary" import companies big.csv >out 2>err; } 2>&1)
echo "# 1,000 rows: $small s CPU, 10,000 rows: $cpu s"
ok "10,000 rows" prints "companies: 10000 new"
ok "10,000 rows: not more than in proportion" test "$((10#${cpu/./}))" -lt "$((40 * 10#${small/./} + 1000))"
cpu=$( { time "$binary" import companies big.csv >out 2>err; } 2>&1)
echo "# 10,000 rows again: $cpu s CPU"
ok "10,000 rows again: unchanged" prints "0 new, 0 changed, 10000 unchanged"

finish
