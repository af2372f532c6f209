#!/bin/bash
# Imports of files as people have them, and what is said of them: tests/data/import.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"
C=ref,name,enterprise_number,province,website,founded,size,summary_nl,summary_en,summary_zh,sectors,target_regions,cooperation,trl,languages,contact_name,contact_email
S=ref,name,summary_nl,target_regions
P=ref,kind,title_nl,regions,status

# clean: what the last run said is UTF-8 without control characters.
clean() { python3 -c '
t = open("err", "rb").read().decode("utf-8")
assert all(c == "\n" or c >= " " and not "\x7f" <= c <= "\x9f" for c in t), ascii(t)'; }

run 0 init
run 0 seed "$share/seed"
cat >c.csv <<CSV
$C
T-1,Proper Water,0403170701,,,,,Zuivert water,,,water,CN,,,,,
CSV
run 0 import companies c.csv
change "INSERT INTO company (ref, name, state, created_at, updated_at) SELECT 'U-1', 'Onbevestigd', 'unconfirmed', 0, 0"

# ---- Rows of one company: what one leaves out another says
cat >rows.csv <<CSV
$C
M-1,Meer,,,,,,Eerste,,,,CN,,,,,
M-1,Meer,1000002197,antwerpen,meer.example,1999,small,Tweede,,,,CN,,,nl;en,An,an@meer.example
M-1,Meer,,,,,,Derde,,,,CN,,,,,
CSV
ok "empty cells of a company" run 0 import companies rows.csv
run 0 export companies
ok "empty cells of a company: the first value that there is" test "$(grep -c '^M-1,Meer,1000002197,antwerpen,https://meer.example,1999,small,.*en;nl,An,an@meer.example' out)" = 3
ok "empty cells of a company, twice" run 0 import companies rows.csv
ok "empty cells of a company, twice: unchanged" prints "0 new, 0 changed, 1 unchanged"
cat >f.csv <<CSV
$C
M-2,Meer,,,,,,Eerste,,,,CN,,,,,
M-2,Meer,,,,1999,,Tweede,,,,CN,,,nl,,
M-2,Meer,,,,2001,,Derde,,,,CN,,,nl,,
M-2,Anders,0403170701,,,,,Vierde,,,,CN,,,zh,,
CSV
refused "they say two things" companies f.csv \
	'f.csv:4:founded: "2001", but line 3 of the same company M-2 has "1999" (column 6)' \
	'f.csv:5:name: "Anders", but line 2 of the same company M-2 has "Meer" (column 2)' \
	'f.csv:5:languages: "zh", but line 3 of the same company M-2 has "nl" (column 15)'
run 1 import companies f.csv
errors "they say two things" 3
sed -i '4d; s/Anders/Meer/; s/,zh,/,,/' f.csv
refused "the number of another" companies f.csv \
	'f.csv:4:enterprise_number: "0403170701" is already that of another company (column 3)'

# ---- All errors at once
cat >f.csv <<CSV
colour,$S,name,size
red,T-9,N,x,CN,Naam,huge
red,t-1,Naam,x,CN,Naam,
red,U-1,Naam,x,CN,Naam,
CSV
refused "columns and rows and the database" companies f.csv \
	'f.csv:1:colour: unknown column (column 1)' \
	'f.csv:1:name: this column is there twice (column 6)' \
	'f.csv:2:name: too short, at least 2 characters (column 3)' \
	'f.csv:2:size: "huge" is not one of' \
	'f.csv:3:ref: "t-1" differs in capitals only from "T-1" in the database' \
	'f.csv:4:ref: "U-1" is a registration that nobody has confirmed yet'
run 1 import companies f.csv
errors "columns and rows and the database" 6
printf '%s\n' "colour,ref,name,summary_nl" "red,T-9,N,x" >f.csv
run 1 import companies f.csv
ok "a column is missing" says "f.csv:1:target_regions: this column is missing"
errors "a column is missing: no row is read" 2
printf '%s\n' "$C" "T-8,N,,,,,,x,,,,CN,,,,," "T-9,Naam,0403170701,,,,,x,,,,CN,,,,," >f.csv
refused "a row and a number" companies f.csv 'f.csv:2:name: too short' \
	'f.csv:3:enterprise_number: "0403170701" is already that of another company'
printf '%s\n' "$C" "T-1,N,0202239951,,,,,x,,,,CN,,,,," "T-9,Naam,0403170701,,,,,x,,,,CN,,,,," >f.csv
refused "a number that a broken row gives up" companies f.csv 'f.csv:2:name: too short'
run 1 import companies f.csv
errors "a number that a broken row gives up" 1
printf '%s\n' "$P" "q-1,tender,Iets,CN,published" >o.csv
run 0 import opportunities o.csv
printf '%s\n' "$P,extra" "Q-1,tender,Iets,CN,published," "Q-2,gift,Iets,CN,published," >f.csv
refused "opportunities: all errors" opportunities f.csv "f.csv:1:extra: unknown column" \
	'f.csv:2:ref: "Q-1" differs in capitals only from "q-1" in the database' 'f.csv:3:kind: "gift"'

# ---- The line of the header
printf '\n\n%s,colour\nT-9,Naam,x,CN,\n' "$S" >f.csv
refused "a header further down" companies f.csv "f.csv:3:colour: unknown column"
printf '\n\nref,name\n' >f.csv
refused "a header further down, not whole" companies f.csv "f.csv:3:target_regions: this column is missing"
printf '\n\r\nref;name\n' >f.csv
refused "semicolons further down" companies f.csv 'f.csv:3: columns are separated by ";"'
printf '\nref,"na"me\n' >f.csv
refused "a broken header" companies f.csv 'f.csv:2: there is text behind the closing quote'

# ---- Columns without a name
printf '%s,, \nT-9,Naam,x,CN,, \n' "$S" >f.csv
ok "columns without a name" run 0 import companies f.csv --dry-run
printf '%s,, \nT-9,Naam,x,CN,, \nT-8,Naam,x,CN,,y\n' "$S" >f.csv
refused "a value in a column without a name" companies f.csv "f.csv:3: a value in a column without a name (column 6)"
run 1 import companies f.csv
errors "a value in a column without a name" 1

# ---- Line breaks are LF
for end in '\r\n' '\r' '\n'; do
	printf "$S\\nL-1,Naam,\"een${end}twee${end}${end}drie\",CN\\n" >f.csv
	printf '{"ref":"L-1","name":"Naam","summary_nl":"een%stwee%s%sdrie","target_regions":["CN"]}\n' "$end" "$end" "$end" >f.jsonl
	run 0 import companies f.csv
	ok "line ends $end" test "$(query "SELECT count(*) FROM technology WHERE summary_nl = 'een' || char(10) || 'twee' || char(10, 10) || 'drie'")" = 1
	ok "line ends $end in JSON" run 0 import companies f.jsonl
	ok "line ends $end in JSON: the same" prints "0 new, 0 changed, 1 unchanged"
	for format in csv jsonl; do
		run 0 export companies --format $format
		cp out again.$format
		ok "line ends $end: export as $format" run 0 import companies again.$format
		ok "line ends $end: export as $format: unchanged" prints "0 new, 0 changed"
	done
	change "DELETE FROM company WHERE ref = 'L-1'"
done

# ---- Numbers of JSON
printf '{"ref":"J-1","name":"Naam","summary_nl":"x","target_regions":"CN","trl":7.0,"founded":1.999e3}\n' >f.jsonl
ok "whole numbers" run 0 import companies f.jsonl
ok "whole numbers: what they are" test "$(query "SELECT c.founded || ' ' || t.trl FROM company c JOIN technology t ON t.company_id = c.id WHERE c.ref = 'J-1'")" = "1999 7"
printf '{"ref":"J-1","name":"Naam","summary_nl":"x","target_regions":"CN","trl":7.5}\n{"ref":"J-2","name":"Naam","summary_nl":"x","target_regions":"CN","trl":1e300}\n{"ref":"J-3","name":"Naam","summary_nl":"x","target_regions":"CN","trl":12.0}\n' >f.jsonl
refused "numbers that are not whole" companies f.jsonl 'f.jsonl:1:trl: neither a text nor a whole number' \
	'f.jsonl:2:trl: neither a text nor a whole number' 'f.jsonl:3:trl: "12" is not a whole number from 1 to 9'

# ---- Days
printf '%s,deadline\nD-1,tender,Iets,CN,published,9999-12-31\n' "$P" >f.csv
refused "a day that nobody sees" opportunities f.csv \
	'f.csv:2:deadline: "9999-12-31" is not a day such as 2026-12-18, from 1900 to 2199 (column 6)'
printf '%s,deadline\nD-1,tender,Iets,CN,published,2199-12-31\n' "$P" >f.csv
ok "the last day" run 0 import opportunities f.csv --dry-run

# ---- The same letters are the same bytes, whoever typed them
printf '%s\nN-1,Cafe\xcc\x81,x,CN\n' "$S" >f.csv
run 0 import companies f.csv
ok "an accent for itself" grep -q "$(printf 'Caf\xc3\xa9')" <("$binary" export companies)
printf '%s\nN-1,Caf\xc3\xa9,x,CN\n' "$S" >f.csv
run 0 import companies f.csv
ok "an accent for itself: no change" prints "1 unchanged"

# ---- What is said can be shown
printf '{"ref":"J-1","name":"Naam","summary_nl":"x","target_regions":"CN","a\\u001b[31mb\\u202e":1}\n' >f.jsonl
refused "an escape in a key" companies f.jsonl "f.jsonl:1:a?[31mb?: unknown column"
ok "an escape in a key: shown" clean
printf '{"ref":"J-1","na\x1b[31m\xff\n{"ref":\x1b[31mtrue}\n' >f.jsonl
refused "an escape in what is no JSON" companies f.jsonl "f.jsonl:1: not JSON" "f.jsonl:2: not JSON"
ok "an escape in what is no JSON: shown" clean
printf '%s,co\x1b[31ml\xff\nT-9,Naam,x,CN,\n' "$S" >f.csv
refused "an escape in the header" companies f.csv "f.csv:1:co?[31ml?: unknown column"
ok "an escape in the header: shown" clean
python3 - >f.csv <<'PY'
n = "水" * 200
print("ref,name,summary_nl,target_regions,sectors,province,website,contact_email,founded")
print(f"{n},{n},x,{n},{n},{n},ftp://{n},{n},{n}")
print(f"a{n},Naam,x,CN,,,,,")
PY
refused "cut within a character" companies f.csv "水…\" is not a code of a region"
ok "cut within a character: shown" clean
run 1 import companies f.csv
ok "cut within a character: at 120" grep -q "province: \"$(printf '水%.0s' $(seq 120))…\" is not one of" err
cp -r "$share/seed" seed
{ echo "[x-$(printf '水%.0s' $(seq 60))]"; echo "k$(printf '水%.0s' $(seq 60)): x"; } >seed/vocabulary/zz.txt
ok "vocabulary: cut within a character" run 1 seed seed
ok "vocabulary: cut within a character: shown" clean
mv f.csv $'f\e[31m.csv'
ok "an escape in the name of the file" run 1 import companies $'f\e[31m.csv'
ok "an escape in the name of the file: shown" grep -q "^f?\[31m.csv:2:ref: " err

finish
