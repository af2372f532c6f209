#!/bin/bash
# Thesauri beside our own vocabulary: tests/data/vocabulary.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"

# is WHAT WANT SQL: what the database has.
is() {
	local got
	got=$(query "$3" 2>&1)
	[ "$got" = "$2" ] || echo "# got '$got', want '$2'"
	ok "$1" test "$got" = "$2"
}
# rdf FILE [ATTRIBUTES]: what stands on standard input, inside of rdf:RDF.
rdf() {
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#" %s>\n' \
		"${2:-}" >"$1"
	cat >>"$1"
	echo '</rdf:RDF>' >>"$1"
}
# col COLUMN CODE: a value of a concept.
col() { echo "SELECT coalesce(max($1), 'none') FROM concept WHERE code = '$2'"; }
vocab() { run 0 import vocabulary "$@"; }
# says_suggest TEXT: what `suggest` answers.
suggest() { printf %s "$1" | "$binary" suggest --lang "$2" >out 2>err; }
version() { query "SELECT value FROM setting WHERE name = 'vocabulary'"; }
# snapshot FILE: all concepts.
snapshot() { python3 -c 'import sqlite3, sys
for r in sqlite3.connect(sys.argv[1]).execute("SELECT * FROM concept ORDER BY id"): print(r)
print(*sqlite3.connect(sys.argv[1]).execute("SELECT * FROM setting"))' "$CLEANTECHROUTE_DB" >"$1"; }
# bad WHAT FILE MESSAGE...: refused, each message, nothing changed.
bad() {
	local what=$1 file=$2 message
	shift 2
	snapshot before
	ok "$what: refused" run 1 import vocabulary "$file"
	for message; do
		ok "$what: says $message" says "$message"
	done
	snapshot after
	ok "$what: nothing changed" same before after
}
G=http://www.eionet.europa.eu/gemet/concept

run 0 init
run 0 seed "$share/seed"
ours=$(query "SELECT count(*) FROM concept")
first=$(version)

# ---- One language, then another
# 1: ours in Dutch; 2: not ours, below 1; 3: ours in English only; 4: nothing left.
rdf nl.rdf <<XML
<skos:Concept rdf:about="$G/1"><skos:prefLabel xml:lang="nl">Drinkwater</skos:prefLabel>
 <skos:altLabel xml:lang="nl">slokwater</skos:altLabel><skos:narrower rdf:resource="$G/2"/></skos:Concept>
<skos:Concept rdf:about="$G/2"><skos:prefLabel xml:lang="nl">watertoerisme; op zee</skos:prefLabel>
 <skos:altLabel xml:lang="nl">Zeeuitstapje</skos:altLabel><skos:altLabel xml:lang="nl">zeeuitstapje</skos:altLabel>
 <skos:altLabel xml:lang="nl">installatie</skos:altLabel><skos:altLabel xml:lang="nl">q</skos:altLabel>
 <skos:altLabel xml:lang="nl">? raadselwoord</skos:altLabel></skos:Concept>
<rdf:Description rdf:about="$G/3"><rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
 <skos:prefLabel xml:lang="nl">Müßiggänger
   café</skos:prefLabel><skos:related rdf:resource="$G/2"/><skos:related rdf:resource="$G/4"/><skos:broader rdf:resource="$G/99"/></rdf:Description>
<skos:Concept rdf:about="$G/4"><skos:prefLabel xml:lang="nl">leidingwater</skos:prefLabel></skos:Concept>
<skos:Collection rdf:about="http://www.eionet.europa.eu/gemet/group/2"><skos:prefLabel xml:lang="nl">groep</skos:prefLabel></skos:Collection>
XML
snapshot before
ok "dry run" vocab nl.rdf --dry-run
ok "dry run: says what it would do" prints "gemet: 3 concepts, 3 new or changed, 5 labels (dry run: nothing was written)"
snapshot after
ok "dry run: wrote nothing" same before after
ok "Dutch" vocab nl.rdf
ok "Dutch: counted" prints "gemet: 3 concepts, 3 new or changed, 5 labels"
is "the source" gemet "$(col source gemet-1)"
is "a label of ours is left out" slokwater "$(col terms_nl gemet-1)"
is "a preferred label of ours: its sectors" water.drinking "$(col sectors gemet-1)"
is "; becomes a comma; stop words, single letters and what is there twice are left out" \
	"watertoerisme, op zee; Zeeuitstapje; raadselwoord" "$(col terms_nl gemet-2)"
is "no label of ours: no sectors" "" "$(col sectors gemet-2)"
is "narrower, turned" gemet-1 "$(col broader gemet-2)"
is "umlauts, in one line" "Müßiggänger café" "$(col terms_nl gemet-3)"
is "relations only to what exists" "gemet-2|" "SELECT related || '|' || broader FROM concept WHERE code = 'gemet-3'"
is "no label left: not kept" none "$(col code gemet-4)"
is "a collection is no concept" 3 "SELECT count(*) FROM concept WHERE source = 'gemet'"
is "ours are as they were" "$ours" "SELECT count(*) FROM concept WHERE source = ''"
second=$(version)
ok "the version is another" test "$first" != "$second"
snapshot before
ok "twice" vocab nl.rdf
ok "twice: nothing changed" prints "gemet: 3 concepts, 0 new or changed, 5 labels"
snapshot after
ok "twice: the same" same before after

# English: xml:lang and xml:base from above, addresses short; 5 is new.
rdf en.rdf 'xml:lang="en" xml:base="http://www.eionet.europa.eu/gemet/"' <<XML
<rdf:Description rdf:about="concept/1"><skos:prefLabel>sip water</skos:prefLabel><skos:prefLabel xml:lang="fr">eau</skos:prefLabel></rdf:Description>
<rdf:Description rdf:about="concept/3"><skos:prefLabel>sewage sludge</skos:prefLabel><skos:altLabel>idle sludgery</skos:altLabel></rdf:Description>
<rdf:Description rdf:about="concept/5"><skos:prefLabel>Fancywork</skos:prefLabel><skos:broader rdf:resource="concept/2"/></rdf:Description>
XML
ok "English" vocab en.rdf
ok "English: counted" prints "gemet: 3 concepts, 3 new or changed, 3 labels"
is "English beside Dutch" "slokwater|sip water" "SELECT terms_nl || '|' || terms_en FROM concept WHERE code = 'gemet-1'"
is "sectors by the English label" "$(query "SELECT sectors FROM concept WHERE source = '' AND '; ' || terms_en || ';' LIKE '%; sewage sludge;%'")" \
	"$(col sectors gemet-3)"
is "what the file does not name stays" "watertoerisme, op zee; Zeeuitstapje; raadselwoord" "$(col terms_nl gemet-2)"
is "broader of an earlier file's" gemet-2 "$(col broader gemet-5)"
ok "English, twice" vocab en.rdf
ok "English, twice: nothing changed" prints " 0 new or changed"
ok "Dutch again" vocab nl.rdf
ok "Dutch again: nothing changed" prints " 0 new or changed"

# Relations alone, nested things, other forms of Chinese.
rdf links.rdf <<XML
<rdf:Description rdf:about="$G/1"><skos:related rdf:resource="$G/5"/></rdf:Description>
<rdf:Description rdf:about="http://www.eionet.europa.eu/gemet/group/7"><rdf:type rdf:resource="http://example.org/Group"/><skos:related rdf:resource="$G/3"/></rdf:Description>
XML
ok "relations alone" vocab links.rdf
is "relations alone: added" gemet-5 "$(col related gemet-1)"
rdf zh.rdf <<XML
<skos:ConceptScheme rdf:about="http://www.eionet.europa.eu/gemet/"><skos:hasTopConcept>
 <skos:Concept rdf:about="$G/5"><skos:prefLabel xml:lang="zh-Hans">花式活计</skos:prefLabel><skos:altLabel xml:lang="zh-hans">花</skos:altLabel>
  <skos:narrower><skos:Concept rdf:about="$G/6"><skos:prefLabel xml:lang="zh-CN">刺绣花边</skos:prefLabel><skos:prefLabel xml:lang="zh-TW">刺繡</skos:prefLabel></skos:Concept></skos:narrower></skos:Concept>
</skos:hasTopConcept></skos:ConceptScheme>
XML
ok "Chinese" vocab zh.rdf --language zh
is "Chinese" 花式活计 "$(col terms_zh gemet-5)"
is "Chinese, nested" "刺绣花边|gemet-5" "SELECT terms_zh || '|' || broader FROM concept WHERE code = 'gemet-6'"
rdf both.rdf <<XML
<skos:Concept rdf:about="$G/6"><skos:prefLabel xml:lang="nl">borduurkant</skos:prefLabel><skos:prefLabel xml:lang="en">lace of needles</skos:prefLabel></skos:Concept>
XML
ok "one of two languages" vocab both.rdf --language en
is "one of two languages: only that" "|lace of needles|刺绣花边" "SELECT terms_nl || '|' || terms_en || '|' || terms_zh FROM concept WHERE code = 'gemet-6'"
ok "standard input" vocab - <links.rdf
ok "standard input: unchanged" prints " 0 new or changed"
sed 's/UTF-8/ISO-8859-1/' nl.rdf | iconv -t ISO-8859-1 >latin.rdf
ok "ISO 8859-1" vocab latin.rdf
ok "ISO 8859-1: unchanged" prints " 0 new or changed"

# ---- What comes of it
ok "it suggests" suggest "Wij maken slokwater en verkopen slokwater." nl
ok "it suggests: the sector of ours" prints "water.drinking	slokwater"
ok "no sectors: suggests nothing" suggest "Zeeuitstapje, een raadselwoord" nl
ok "no sectors: suggests nothing" test ! -s out
ok "no sectors: chance stays chance" suggest "Wij organiseren een zeeuitstapje voor iedereen die dat graag wil, met een gids, een hapje en een drankje, en ook wie slib zegt, mag daarna gewoon mee naar huis met de bus, zo laat als men wil, altijd." nl
ok "no sectors: chance stays chance" test ! -s out
cat >c.csv <<'CSV'
ref,name,summary_nl,sectors,target_regions
Z-1,Zee,Wij verkopen een zeeuitstapje en borduurkant,services,CN
CSV
cat >o.csv <<'CSV'
ref,kind,title_zh,summary_zh,sectors,regions,status
Y-1,project,刺绣花边,需要刺绣花边和花式活计,services,CN,published
CSV
run 0 import vocabulary both.rdf
run 0 import companies c.csv
run 0 import opportunities o.csv
ok "match" run 0 match
for l in nl en zh; do
	ok "a concept without sectors is shared: $l" run 0 match --explain Z-1 Y-1 --lang $l
	ok "a concept without sectors is shared: the words ($l)" grep -q "borduurkant = 刺绣花边" out
done
ok "its name in another language where it has none" sh -c '"$0" match --explain Z-1 Y-1 --lang zh | grep -q "(刺绣花边)"' "$binary"
ok "check" run 0 check

# ---- Ours and theirs
snapshot before
ok "seed again" run 0 seed "$share/seed"
snapshot after
ok "seed again: imported ones stay" same before after
cp -r "$share/seed" seed
printf '\n[silly-sip]\nin: water.drinking\nnl: slokwater\nen: sip water\nzh: 小口水\n' >>seed/vocabulary/water.txt
ok "seed with one of theirs" run 0 seed seed
ok "ours wins at once" suggest "Wij maken slokwater en verkopen slokwater." nl
ok "ours wins at once: still suggests" prints "water.drinking	slokwater"
ok "import after that" vocab nl.rdf
is "import after that: only the other language is left" "|sip water" "SELECT terms_nl || '|' || terms_en FROM concept WHERE code = 'gemet-1'"
ok "import after that, English" vocab en.rdf
is "import after that, English: nothing is left, nothing is kept" none "$(col code gemet-1)"
is "and nothing is below it" "" "$(col broader gemet-2)"
printf '\n[gemet-77]\nin: water\nnl: onzinwoord\nen: nonsensical word\nzh: 无稽之词\n' >>seed/vocabulary/water.txt
ok "a code like theirs" run 0 seed seed
rdf clash.rdf <<XML
<skos:Concept rdf:about="$G/77"><skos:prefLabel xml:lang="nl">botsing op zee</skos:prefLabel></skos:Concept>
XML
bad "a code of ours" clash.rdf "clash.rdf:3: the code of a concept that is not of this source: gemet-77"

# ---- Names
rdf fao.rdf <<'XML'
<skos:Concept rdf:about="http://aims.fao.org/aos/agrovoc/c_330"><skos:prefLabel xml:lang="en">Alfalfa meal cake</skos:prefLabel></skos:Concept>
<skos:Concept rdf:about="http://aims.fao.org/aos/agrovoc#%E6%B0%B4%E5%88%A9%E5%B7%A5%E7%A8%8B%E5%88%A9%E5%B7%A5%E7%A8%8B"><skos:prefLabel xml:lang="zh">水利刺绣</skos:prefLabel></skos:Concept>
<skos:Concept rdf:about="http://aims.fao.org/aos/agrovoc#水利"><skos:prefLabel xml:lang="zh">水利花边</skos:prefLabel></skos:Concept>
XML
ok "another host" vocab fao.rdf
is "another host: its name" fao "$(col source fao-c-330)"
is "codes of at most 48" 0 "SELECT count(*) FROM concept WHERE length(code) > 48 OR code GLOB '*[^a-z0-9-]*'"
is "codes of all of them" 3 "SELECT count(*) FROM concept WHERE source = 'fao'"
ok "--source" vocab fao.rdf --source agrovoc
is "--source" agrovoc "$(col source agrovoc-c-330)"
rdf f.rdf <<'XML'
<skos:Concept rdf:about="concept/7"><skos:prefLabel xml:lang="en">Nameless thing</skos:prefLabel></skos:Concept>
XML
bad "no host" f.rdf "f.rdf: its addresses do not say whose it is: give --source NAME"
rdf f.rdf <<XML
<skos:Concept rdf:about="$G/A_8"><skos:prefLabel xml:lang="en">Thing the eighth</skos:prefLabel></skos:Concept>
<skos:Concept rdf:about="$G/a-8"><skos:prefLabel xml:lang="en">Thing the other eighth</skos:prefLabel></skos:Concept>
XML
bad "two of one code" f.rdf "f.rdf:4: \"$G/a-8\" would have the code of \"$G/A_8\": gemet-a-8"

# ---- Files that are refused
bad "no such file" none.rdf "none.rdf: cannot be opened"
mkdir folder
bad "a folder" folder "folder: cannot be read: Is a directory"
: >f.rdf
bad "empty" f.rdf "f.rdf: is empty"
echo "ref,name" >f.rdf
bad "CSV" f.rdf "f.rdf:1:1: not XML that can be read"
printf '<rdf:RDF xmlns:rdf="x">\n<a><b></a>\n' >f.rdf
bad "tags that do not fit" f.rdf "f.rdf:2:11: not XML that can be read: Opening and ending tag mismatch: b line 2 and a"
printf '<html><body>404</body></html>' >f.rdf
bad "HTML" f.rdf "f.rdf:1: not SKOS in RDF/XML: it begins with <html>, not rdf:RDF"
head -c 700 nl.rdf >f.rdf
bad "half a file" f.rdf "not XML that can be read"
rdf f.rdf 'xmlns:owl="http://www.w3.org/2002/07/owl#"' <<'XML'
<owl:Class rdf:about="http://example.org/a"><skos:notation>x</skos:notation></owl:Class>
XML
bad "RDF of something else" f.rdf "f.rdf: not SKOS: there is no skos:Concept in it"
sed 's/ xmlns:rdf="[^"]*"//' nl.rdf >f.rdf
bad "no namespace of RDF" f.rdf "not XML that can be read: Namespace prefix rdf on RDF is not defined"
sed 's/22-rdf-syntax-ns/22-other/' nl.rdf >f.rdf
bad "another namespace" f.rdf "f.rdf:2: not SKOS in RDF/XML: it begins with <rdf:RDF>"
rdf f.rdf <<'XML'
<skos:Concept about="http://example.org/a"><skos:prefLabel xml:lang="en">Something or other</skos:prefLabel></skos:Concept>
XML
bad "about without its namespace" f.rdf "f.rdf:3: a skos:Concept without rdf:about"
rdf fr.rdf <<XML
<skos:Concept rdf:about="$G/1"><skos:prefLabel xml:lang="fr">eau potable</skos:prefLabel></skos:Concept>
XML
bad "another language" fr.rdf "fr.rdf: has no labels in nl, en or zh; the first is in fr"
ok "wrong language" run 1 import vocabulary nl.rdf --language zh
ok "wrong language: says so" says "nl.rdf: has no labels in zh; the first is in nl"
rdf f.rdf <<XML
<skos:Concept rdf:about="$G/8"><skos:prefLabel>Voorwerp acht</skos:prefLabel></skos:Concept>
XML
bad "no xml:lang" f.rdf "f.rdf: its labels do not say in which language they are: give --language"
ok "no xml:lang, but --language" vocab f.rdf --language nl
is "no xml:lang, but --language" "Voorwerp acht" "$(col terms_nl gemet-8)"

# ---- Hostile files
head='<!DOCTYPE rdf:RDF [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">'
for i in b:a c:b d:c e:d f:e g:f h:g; do
	head+="<!ENTITY ${i%:*} \"$(printf "&${i#*:};%.0s" 1 2 3 4 5 6 7 8 9 10)\">"
done
RDFNS='xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"'
echo "$head]><rdf:RDF $RDFNS><skos:Concept rdf:about=\"$G/9\"><skos:prefLabel xml:lang=\"en\">&h;</skos:prefLabel></skos:Concept></rdf:RDF>" >f.rdf
bad "a billion laughs" f.rdf "f.rdf: has a <!DOCTYPE>; entities are not read: save it without"
echo "$head]><rdf:RDF $RDFNS><skos:Concept rdf:about=\"&h;\"/></rdf:RDF>" >f.rdf
ok "a billion laughs in an attribute: refused" run 1 import vocabulary f.rdf
ok "a billion laughs in an attribute: one clear line" grep -q "^f.rdf:.* entities.* not read" err
echo "the secret of the house" >secret
for d in "<!ENTITY x SYSTEM \"file://$dir/secret\">" '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">' \
	"<!ENTITY % p SYSTEM \"file://$dir/secret\"> %p; <!ENTITY x 'y'>"; do
	echo "<!DOCTYPE rdf:RDF [$d]><rdf:RDF $RDFNS><skos:Concept rdf:about=\"$G/9\"><skos:prefLabel xml:lang=\"en\">&x;</skos:prefLabel></skos:Concept></rdf:RDF>" >f.rdf
	bad "external entity" f.rdf "f.rdf: has a <!DOCTYPE>"
	ok "external entity: not told" test "$(grep -c secret err out)" = "err:0
out:0"
done
echo "<!DOCTYPE rdf:RDF SYSTEM \"file://$dir/secret\"><rdf:RDF $RDFNS/>" >f.rdf
bad "external DTD" f.rdf "f.rdf: has a <!DOCTYPE>"
python3 - "$G" >f.rdf <<'PY'
import sys
print('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n' + '<a>' * 100 + '</a>' * 100 + '</rdf:RDF>')
PY
bad "deep" f.rdf "f.rdf:2: elements in each other, deeper than 32"
rdf f.rdf <<XML
<skos:Concept rdf:about="$G/9"><skos:prefLabel xml:lang="en">&undefined;</skos:prefLabel></skos:Concept>
XML
bad "an entity of nobody" f.rdf "not XML that can be read: Entity 'undefined' not defined"
large() { printf '<?xml version="1.0"?><rdf:RDF %s>' "$RDFNS"; yes "<!-- $(head -c 3000 /dev/zero | tr '\0' x) -->" | head -c 140000000; }
ok "128 MiB: refused" run 1 import vocabulary - < <(large)
ok "128 MiB: says so" says "-: is larger than 128 MiB"
rdf f.rdf <<XML
<skos:Concept rdf:about="$G/10"><skos:prefLabel xml:lang="en">$(head -c 100000 /dev/zero | tr '\0' x)</skos:prefLabel>
<skos:altLabel xml:lang="en">a<skos:Concept rdf:about="$G/11"><skos:prefLabel xml:lang="en">Inner thing of it</skos:prefLabel></skos:Concept>b</skos:altLabel>
<skos:altLabel xml:lang="en" rdf:parseType="Literal"><b>bold label thing</b></skos:altLabel>
<skos:altLabel xml:lang="en"><![CDATA[R&D <of> fish]]> &amp; chips</skos:altLabel><skos:altLabel xml:lang="en"/><skos:altLabel xml:lang="en"> ?;! </skos:altLabel></skos:Concept>
XML
ok "odd labels" vocab f.rdf
is "odd labels: what is too long, holds elements or is empty is left out" "R&D <of> fish & chips" "$(col terms_en gemet-10)"
is "odd labels: what is inside is read" "Inner thing of it" "$(col terms_en gemet-11)"

# ---- Many
many() {
	python3 - "$1" "$2" <<'PY'
import sys
n, chain = int(sys.argv[1]), sys.argv[2] == "chain"
print('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">')
for i in range(n):
    w = "".join(chr(97 + int(c)) for c in str(i))
    up = i - 1 if chain else i // 8
    print(f'<skos:Concept rdf:about="http://many.example.org/c/{i}"><skos:prefLabel xml:lang="nl">zaak{w}</skos:prefLabel>'
          f'<skos:prefLabel xml:lang="en">matter of {w}</skos:prefLabel><skos:broader rdf:resource="http://many.example.org/c/{up}"/></skos:Concept>')
print('</rdf:RDF>')
PY
}
many 60001 tree >f.rdf
bad "60,001 concepts" f.rdf "f.rdf: has 60001 concepts, at most 60000"
many 59000 tree >f.rdf
bad "too many with ours" f.rdf "f.rdf: the vocabulary would have $((59000 + $(query "SELECT count(*) FROM concept"))) concepts, at most 60000"
# In one chain, which is the worst for the weights.
many 50000 chain >f.rdf
TIMEFORMAT=%U
cpu=$( { time "$binary" import vocabulary f.rdf >out 2>err; } 2>&1)
echo "# 50,000 concepts: $cpu s CPU"
ok "50,000 concepts" prints "example: 50000 concepts, 50000 new or changed, 100000 labels"
ok "50,000 concepts: in a few seconds of CPU" test "${cpu%.*}" -lt "${TEST_CPU_SECONDS:-8}"
cpu=$( { time suggest "Wij drogen slib" nl; } 2>&1)
echo "# loaded with 50,000 concepts: $cpu s CPU"
ok "50,000 concepts: loaded in a few seconds of CPU" test "${cpu%.*}" -lt "${TEST_CPU_SECONDS:-8}"
ok "50,000 concepts: they load" prints "water.sludge	slib"

# ---- Wrong usage
for a in "import vocabulary" "import vocabulary nl.rdf --language fr" "import vocabulary nl.rdf --format csv" \
	"import vocabulary nl.rdf --demo" "import vocabulary nl.rdf --source Gemet" "import vocabulary nl.rdf --source -" \
	"import companies c.csv --language nl" "import companies c.csv --source x"; do
	# shellcheck disable=SC2086
	ok "usage: $a" run 2 $a
done
finish
