#!/bin/bash
# Who is who when a file comes again: tests/data/identity.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"

# is WHAT WANT SQL: what the database has.
is() {
	local got
	got=$(query "$3" 2>&1)
	[ "$got" = "$2" ] || echo "# got '$got', want '$2'"
	ok "$1" test "$got" = "$2"
}
# file NAME ROW...: a file of the columns below.
file() {
	local name=$1
	shift
	printf '%s\n' ref,name,enterprise_number,summary_nl,sectors,target_regions "$@" >"$name"
}
tech() { echo "SELECT coalesce(max($1), 'none') FROM technology WHERE summary_nl = '$2' AND state = 'live'"; }
id_of() { query "$(tech id "$1")"; }

run 0 init
run 0 seed "$share/seed"

# ---- A technology keeps its row, and with it what was decided on its matches
A='A-1,Waterhuis,,Droogt slib met restwarmte,water.sludge,CN'
B='A-1,Waterhuis,,Meet stof in rookgas,air,CN'
C='A-1,Waterhuis,,Reinigt grond met stoom,soil,CN'
file abc.csv "$A" "$B" "$C"
ok "three technologies" run 0 import companies abc.csv
a=$(id_of "Droogt slib met restwarmte") b=$(id_of "Meet stof in rookgas") c=$(id_of "Reinigt grond met stoom")
file c.csv "$C"
ok "only the last is left" run 0 import companies c.csv
is "only the last is left: it is the same row" "$c" "$(tech id "Reinigt grond met stoom")"
is "only the last is left: the others are archived" 2 "SELECT count(*) FROM technology WHERE state = 'archived'"
is "only the last is left: their rows keep their text" "Droogt slib met restwarmte" "SELECT summary_nl FROM technology WHERE id = $a"
ok "only the last is left, twice" run 0 import companies c.csv
ok "only the last is left, twice: unchanged" prints "0 new, 0 changed, 1 unchanged"
file cb.csv "$C" "$B"
ok "an archived one comes back" run 0 import companies cb.csv
is "an archived one comes back: to its own row" "$b" "$(tech id "Meet stof in rookgas")"
is "an archived one comes back: the other stays" "$c" "$(tech id "Reinigt grond met stoom")"
is "an archived one comes back: the third does not" "none" "$(tech id "Droogt slib met restwarmte")"
run 0 export companies
ok "places with a gap: both are exported" test "$(grep -c '^A-1' out)" = 2
cp out gap.csv
run 0 import companies gap.csv
ok "places with a gap: the export changes nothing" prints "0 new, 0 changed, 1 unchanged"
run 0 import companies abc.csv
file dabc.csv "${A/Droogt slib met restwarmte/Iets geheel nieuws}" "$A" "$B" "$C"
ok "a new one in front" run 0 import companies dabc.csv
is "a new one in front: the others stay" "$a $b $c" "SELECT group_concat(id, ' ') FROM (SELECT id FROM technology WHERE state = 'live' AND summary_nl <> 'Iets geheel nieuws' ORDER BY id)"
run 0 import companies abc.csv
file edit.csv "$B" "${A/restwarmte/zonnewarmte}" "$C"
ok "one is edited and moved" run 0 import companies edit.csv
is "one is edited and moved: it is the same row" "$a" "$(tech id "Droogt slib met zonnewarmte")"
run 0 import companies abc.csv
file rewrite.csv "$A" "${B/Meet stof in rookgas/Totaal andere woorden}" "$C"
ok "one is written anew in its place" run 0 import companies rewrite.csv
is "one is written anew in its place: it is the same row" "$b" "$(tech id "Totaal andere woorden")"
run 0 import companies abc.csv
file other.csv "$A" "A-1,Waterhuis,,Totaal andere woorden,energy,CN" "$C"
ok "another technology in its place" run 0 import companies other.csv
is "another technology in its place: a row of its own" 1 "SELECT id > $c FROM technology WHERE summary_nl = 'Totaal andere woorden' AND state = 'live'"
is "another technology in its place: the old one is archived" archived "SELECT state FROM technology WHERE id = $b"

finish
