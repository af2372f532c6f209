#!/bin/bash
# Demo data beside real data: tests/data/demo.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"

# is WHAT WANT SQL: what the database has.
is() {
	local got
	got=$(query "$3" 2>&1)
	[ "$got" = "$2" ] || echo "# got '$got', want '$2'"
	ok "$1" test "$got" = "$2"
}
demos() { query "SELECT (SELECT count(*) FROM company WHERE demo) || ' ' || (SELECT count(*) FROM opportunity WHERE demo)"; }

run 0 init
ok "demo" run 0 seed "$share/seed" --demo
is "what is published was checked, some days ago, and nothing else was" "1 0" \
	"SELECT min(verified_on BETWEEN date('now', '-16 days') AND date('now', '-1 day')) || ' ' ||
	(SELECT count(*) FROM opportunity WHERE status <> 'published' AND verified_on IS NOT NULL)
	FROM opportunity WHERE status = 'published'"
change "UPDATE opportunity SET verified_on = '2026-01-02' WHERE ref = 'SN-2026-002'"
ok "demo twice" run 0 seed "$share/seed" --demo
ok "demo twice: nothing changed" prints "demo opportunities: $(demos | cut -d" " -f2), of which 0 new or changed"
is "demo twice: a day that is there stays" 2026-01-02 "SELECT verified_on FROM opportunity WHERE ref = 'SN-2026-002'"
all=$(demos)
ok "there is some of both" test "$all" != "0 0"
companies=${all% *} opportunities=${all#* }

# ---- What was exported is taken in again, and stays what it was
for x in companies opportunities; do
	run 0 export $x
	cp out $x.csv
	ok "$x: the export again" run 0 import $x $x.csv
	ok "$x: the export again: nothing of it is real" sh -c '! grep -q "real" out'
done
ok "the export again: still a demo" test "$(demos)" = "$all"

# ---- Real rows under the refs of demo rows: they are real from then on
cat >c.csv <<'CSV'
ref,name,summary_nl,target_regions,trl
VL-0001,Echt Bedrijf,Maakt iets dat er echt is,CN-GD,7
CSV
cat >o.csv <<'CSV'
ref,kind,title_nl,regions,status
SN-2026-001,tender,Een echte aanbesteding,CN-SN,published
CSV
change "UPDATE opportunity SET published_on = '2020-01-01', verified_on = '2020-01-01' WHERE ref = 'SN-2026-001'"
ok "real over demo, dry run" run 0 import companies c.csv --dry-run
ok "real over demo, dry run: says so" prints "1 was a demo and is real now"
ok "real over demo, dry run: wrote nothing" test "$(demos)" = "$all"
for x in companies opportunities; do
	ok "$x: real over demo" run 0 import $x ${x:0:1}.csv
	ok "$x: real over demo: says so" prints "1 was a demo and is real now"
	ok "$x: twice" run 0 import $x ${x:0:1}.csv
	ok "$x: twice: nothing to say" sh -c '! grep -q "real" out'
done
ok "real over demo: one less of each" test "$(demos)" = "$((companies - 1)) $((opportunities - 1))"
is "the days of the demo are not those of the real one" "$(TZ=Europe/Brussels date +%F) none" \
	"SELECT published_on || ' ' || coalesce(verified_on, 'none') FROM opportunity WHERE ref = 'SN-2026-001'"

# Only a technology of it differs.
run 0 export companies
python3 - <<'PY'
import csv
rows = list(csv.reader(open("out", encoding="utf-8", newline="")))
rows = [rows[0]] + [r for r in rows if r[0] == "VL-0003"]
column = rows[0].index("summary_nl")
rows[1][column] += " Dit is van ons."
csv.writer(open("t.csv", "w", encoding="utf-8", newline="")).writerows(rows)
PY
ok "only a text differs" run 0 import companies t.csv
ok "only a text differs: real too" prints "was a demo and is real now"
companies=$((companies - 2)) opportunities=$((opportunities - 1))

# ---- The demo again leaves real rows alone
ok "demo again" run 0 seed "$share/seed" --demo
ok "demo again: says what it left alone" prints "1 left alone: its ref is that of a real one"
ok "demo again: says what it left alone, of both" prints "2 left alone: their refs are those of real ones"
is "demo again: the real company" "Echt Bedrijf" "SELECT name FROM company WHERE ref = 'VL-0001'"
is "demo again: its technology" 1 "SELECT count(*) FROM technology t JOIN company c ON c.id = t.company_id
	WHERE c.ref = 'VL-0001' AND t.state = 'live'"
is "demo again: the real opportunity" "Een echte aanbesteding" \
	"SELECT title_nl FROM opportunity WHERE ref = 'SN-2026-001'"
ok "demo again: the rest is a demo" test "$(demos)" = "$companies $opportunities"

# A real number is not that of a demo company, nor taken from somebody for it.
change "INSERT INTO company (ref, name, enterprise_number, state, created_at, updated_at)
	SELECT 'C-99', 'Wie zich inschrijft', '0403170701', 'unconfirmed', 0, 0"
cat >n.csv <<'CSV'
ref,name,enterprise_number,summary_nl,target_regions
D-1,Verzonnen,0403170701,Iets,CN
CSV
ok "a demo with a number" run 0 import companies n.csv --demo
is "a demo with a number takes it from nobody" 0403170701 \
	"SELECT enterprise_number FROM company WHERE ref = 'C-99'"

# ---- Without the demo
ok "remove the demo" run 0 seed --remove-demo
ok "remove the demo: gone" test "$(demos)" = "0 0"
is "remove the demo: real companies stay" "C-99 VL-0001 VL-0003" \
	"SELECT group_concat(ref, ' ') FROM (SELECT ref FROM company ORDER BY ref)"
is "remove the demo: real opportunities stay" SN-2026-001 "SELECT group_concat(ref, ' ') FROM opportunity"

finish
