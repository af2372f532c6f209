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

# ---- Enterprise numbers change hands within a file, in whatever order
N1=0403170701 N2=1000002197
number() { echo "SELECT coalesce(enterprise_number, 'none') FROM company WHERE ref = '$1'"; }
file two.csv "N-1,Eerste,$N1,Een,,CN" "N-2,Tweede,$N2,Twee,,CN"
ok "two numbers" run 0 import companies two.csv
file swap.csv "N-1,Eerste,$N2,Een,,CN" "N-2,Tweede,$N1,Twee,,CN"
ok "exchanged: dry run" run 0 import companies swap.csv --dry-run
is "exchanged: dry run wrote nothing" $N1 "$(number N-1)"
ok "exchanged" run 0 import companies swap.csv
ok "exchanged: both changed" prints "0 new, 2 changed, 0 unchanged"
is "exchanged: the first" $N2 "$(number N-1)"
is "exchanged: the second" $N1 "$(number N-2)"
ok "exchanged, twice" run 0 import companies swap.csv
ok "exchanged, twice: unchanged" prints "0 new, 0 changed, 2 unchanged"
run 0 import companies two.csv
file given.csv "N-2,Tweede,$N1,Twee,,CN" "N-1,Eerste,,Een,,CN"
ok "given up after it is taken" run 0 import companies given.csv
is "given up after it is taken: taken" $N1 "$(number N-2)"
is "given up after it is taken: given up" none "$(number N-1)"
file back.csv "N-2,Tweede,,Twee,,CN" "N-1,Eerste,$N1,Een,,CN"
ok "given up before it is taken" run 0 import companies back.csv
is "given up before it is taken: taken" $N1 "$(number N-1)"
change "UPDATE company SET updated_at = 1 WHERE ref = 'N-1'"
file none.csv "N-1,Eerste,,Een,,CN"
ok "only given up" run 0 import companies none.csv
ok "only given up: it is a change" prints "0 new, 1 changed, 0 unchanged"
is "only given up: with its time" 1 "SELECT updated_at > 1 FROM company WHERE ref = 'N-1'"
run 0 import companies two.csv
file taken.csv "N-3,Derde,$N1,Drie,,CN"
refused "number of a company outside the file" companies taken.csv \
	"taken.csv:2:enterprise_number: \"$N1\" is already that of another company"

# ---- Registrations, refused and archived companies
state_of() { echo "SELECT state FROM company WHERE ref = '$1'"; }
N3=0200065765
file reg.csv "C-7,Geregistreerd,$N3,Zuivert lucht,air,CN"
run 0 import companies reg.csv
change "UPDATE company SET state = 'unconfirmed' WHERE ref = 'C-7'"
run 0 export companies
ok "unconfirmed: not exported" test "$(grep -c ^C-7 out)" = 0
ok "unconfirmed: nor as JSON" sh -c '"$0" export companies --format jsonl | grep -qv C-7' "$binary"
refused "unconfirmed: not imported over" companies reg.csv \
	'reg.csv:2:ref: "C-7" is a registration that nobody has confirmed'
is "unconfirmed: stays so" unconfirmed "$(state_of C-7)"
file staff.csv "N-4,Van de staf,$N3,Zuivert lucht,air,CN"
ok "its number in a file: dry run" run 0 import companies staff.csv --dry-run
is "its number in a file: dry run takes nothing" $N3 "$(number C-7)"
ok "its number in a file" run 0 import companies staff.csv
ok "its number in a file: said" prints "1 enterprise number taken over from an unconfirmed registration"
is "its number in a file: the file has it" $N3 "$(number N-4)"
is "its number in a file: not the registration" none "$(number C-7)"
is "its number in a file: which is else as it was" "Geregistreerd unconfirmed" \
	"SELECT name || ' ' || state FROM company WHERE ref = 'C-7'"
ok "its number in a file, twice" run 0 import companies staff.csv
ok "its number in a file, twice: unchanged" prints "0 new, 0 changed, 1 unchanged"
for s in submitted refused; do
	change "UPDATE company SET state = '$s' WHERE ref = 'N-4'"
	ok "$s: imported" run 0 import companies staff.csv
	is "$s: stays so" $s "$(state_of N-4)"
done
ok "refused: said" prints "1 stays refused"
run 0 export companies
ok "refused: not exported" test "$(grep -c ^N-4 out)" = 0
change "UPDATE company SET state = 'archived' WHERE ref = 'N-4'"
ok "archived: imported" run 0 import companies staff.csv
is "archived: comes back" verified "$(state_of N-4)"
change "UPDATE company SET state = 'submitted', enterprise_number = '$N3' WHERE ref = 'N-4'"
file later.csv "N-5,Later,$N3,Zuivert lucht,air,CN"
refused "number of a confirmed registration" companies later.csv \
	"later.csv:2:enterprise_number: \"$N3\" is already that of another company"

finish
