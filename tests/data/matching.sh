#!/bin/bash
# Rules, vocabulary, suggestions and matches by text alone: tests/data/matching.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"

suggest() {
	local text=$1
	shift
	printf '%s' "$text" | "$binary" suggest "$@" | cut -f 1 | tr '\n' ' '
}
first() { local got; got=$(suggest "$@"); echo "${got%% *}"; }
words() { printf '%s' "$1" | "$binary" suggest | head -1 | cut -f 2; }

run 0 init
run 0 seed "$share/seed"

# ---- Suggestions
ok "Dutch" test "$(first "Slibdroging en slibontwatering voor rioolwaterzuivering")" = water.sludge
ok "English" grep -q "water.industrial" <<<"$(suggest "We build membrane bioreactors for the wastewater of the chemical industry")"
ok "Chinese" test "$(first "餐厨垃圾厌氧消化项目，日处理200吨")" = waste.organic
ok "traditional Chinese and full width" test "$(first "餐廚垃圾厭氧消化，採用ＭＢＲ")" = waste.organic
ok "one Dutch word" test "$(first "zonnepanelen")" = energy.solar
ok "the words of the text" grep -q "slib" <<<"$(words "Wij drogen slib in een banddroger voor slib")"
ok "the limit" test "$(suggest "slibdroging met restwarmte en zonnepanelen" --limit 1 | wc -w)" = 1
ok "nothing of the field: Dutch" test -z "$(suggest "De ploeg speelde met veel energie en won na verlengingen.")"
ok "nothing of the field: English" test -z "$(suggest "The defendant appealed, and the court set the ruling aside.")"
ok "nothing of the field: Chinese" test -z "$(suggest "这家餐厅环境优雅，服务热情，能量满满。")"
ok "an empty text" test -z "$(suggest "")"
ok "a language that is none" run 2 suggest --lang de
printf 'a\xff' | "$binary" suggest >out 2>err
ok "a text that is not UTF-8" test $? = 1

# ---- A first run on a large stock fills the table without its indexes
cat >many.py <<'EOF'
import sys
kind = sys.argv[1]
head = "ref,name,summary_nl,target_regions,sectors,province" if kind == "c" else "ref,kind,title_nl,summary_nl,regions,sectors,status"
print(head)
for i in range(300):
    text = ("slib drogen", "afvalwater zuiveren", "zonnepanelen", "membranen en omgekeerde osmose")[i % 4]
    if kind == "c":
        print(f"M-{i},Bedrijf {i},{text},CN,water.sludge;water.reuse,{('limburg', 'antwerpen', '')[i % 3]}")
    else:
        print(f"P-{i},project,Titel {i},{text},CN-GD,water.sludge,published")
EOF
python3 many.py c >c.csv
python3 many.py o >o.csv
CLEANTECHROUTE_DB=$dir/large
run 0 init && run 0 seed "$share/seed" && run 0 import companies c.csv && run 0 import opportunities o.csv
indexes() { query "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE tbl_name = 'match' ORDER BY name)"; }
before=$(indexes)
ok "a large first run" run 0 match
ok "a large first run: thousands of matches" test "$(query "SELECT count(*) FROM match")" -gt 4000
ok "a large first run: indexes as before" test "$(indexes)" = "$before"
ok "a large first run: counted" test "$(query "SELECT sum(n) FROM match_count")" = "$(query "SELECT count(*) FROM match")"
ok "a large first run: sound" run 0 check
run 0 match
ok "a large first run: nothing is left to do" prints " 0 written, 0 retired"
CLEANTECHROUTE_DB=$dir/db

# ---- A file of the vocabulary with mistakes changes nothing
cp -r "$share/seed" seed
before=$(query "SELECT count(*) || (SELECT value FROM setting WHERE name = 'vocabulary') FROM concept")
cat >seed/vocabulary/zz.txt <<'T'
nl: los
[Bad Code]
in: water.nowhere
nl: iets
en: something
zh: 某物
[twice]
in: water
nl: projectje
nl: nog eens
en: project
zh: 東西
broader: nothing-there
[no-chinese]
in: water
nl: x y
en: x y
T
ok "mistakes" run 1 seed seed
for what in 'zz.txt:1:' 'zz.txt:2: "Bad Code"' 'zz.txt:3: "water.nowhere"' 'zz.txt:10: "nl" comes twice' 'zz.txt:11: "project"' 'zz.txt:13: "nothing-there"' 'zz.txt:14: "no-chinese"'; do
	ok "mistakes: $what" grep -qF "$what" err
done
ok "mistakes: nothing was changed" test "$before" = "$(query "SELECT count(*) || (SELECT value FROM setting WHERE name = 'vocabulary') FROM concept")"
rm seed/vocabulary/zz.txt

# ---- The rules: all of them, and 100 points
sed -i 's/^sector_equal,30/sector_equal,31/' seed/rules.csv
ok "rules that do not add up" run 1 seed seed
ok "rules that do not add up: said" grep -q "101 together" err
sed -i '/^sector_equal/d' seed/rules.csv
ok "a rule is missing" run 1 seed seed
ok "a rule is missing: said" grep -q '"sector_equal" is missing' err

# ---- Matches by text alone: Dutch on one side, Chinese on the other, no sectors
cat >companies.csv <<'T'
ref,name,summary_nl,target_regions
F-1,Slibhuis,Wij drogen slib van rioolwaterzuivering met lage temperatuur.,CN
F-2,Membraanhuis,Membraanbioreactoren en omgekeerde osmose voor afvalwater van de textielindustrie.,CN
F-3,Bakkerij,Wij bakken brood en taart.,CN
T
cat >opportunities.csv <<'T'
ref,kind,title_zh,summary_zh,regions,status
K-1,tender,污水处理厂污泥低温干化,现有污水处理厂每日产生含水率80%的污泥120吨，拟建设污泥干化线。,CN-ZJ,published
K-2,project,印染废水深度处理,印染企业废水拟采用膜生物反应器加反渗透回用。,CN-ZJ,published
T
run 0 import companies companies.csv
run 0 import opportunities opportunities.csv
run 0 match
run 0 export matches --by company --limit 1
ok "by text: sludge finds sludge" grep -q "^F-1,K-1," out
ok "by text: membranes find membranes" grep -q "^F-2,K-2," out
ok "by text: bread finds nothing" test "$(grep -c "^F-3" out)" = 0
run 0 match --explain F-2 K-2 --lang nl
ok "both texts are quoted" grep -q "Membraanbioreactoren = 膜生物反应器" out
ok "the sectors are called suggested" grep -q "voorgesteld uit de tekst" out
run 0 match
ok "a second run writes nothing" prints ", 0 written, 0 retired"

# ---- Other rules, other scores: the version is kept with each match
sed 's/^version,2/version,3/; s/^sector_equal,30/sector_equal,25/; s/^concepts,25/concepts,30/' "$share/seed/rules.csv" >seed/rules.csv
ok "new rules" run 0 seed seed
run 0 match
ok "new rules: the version of each match" test "$(query "SELECT group_concat(DISTINCT rules) FROM match")" = 3
finish
