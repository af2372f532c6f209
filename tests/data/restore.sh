#!/bin/bash
# A backup in the place of the database: tests/data/restore.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"

companies() { "$binary" export companies 2>/dev/null | tail -n +2 | cut -d, -f1 | tr '\n' ' '; }
olds() { ls db.old-* 2>/dev/null; }
# not_restored WHAT MESSAGE FILE: refused, that line, and the database as it was.
not_restored() {
	local before
	before=$(companies; ls)
	ok "$1: refused" run 1 restore "$3"
	ok "$1: says so" says "$2"
	ok "$1: nothing changed" test "$(companies; ls)" = "$before"
}

run 0 init
run 0 seed "$share/seed"
printf '%s\n' ref,name,summary_nl,target_regions A-1,Eerst,Iets,CN >a.csv
printf '%s\n' ref,name,summary_nl,target_regions B-1,Later,Iets,CN >b.csv
run 0 import companies a.csv
ok "backup" run 0 backup first.db
run 0 import companies b.csv
ok "two companies" test "$(companies)" = "A-1 B-1 "
cp first.db same.db

# ---- What is no backup
not_restored "no such file" "cleantechroute: none.db: no such file" none.db
not_restored "a text" "cleantechroute: a.csv: is not a database" a.csv
not_restored "the database itself" "cleantechroute: db: is the database itself" db
ln -s db link.db
not_restored "the database itself by another name" "link.db: is the database itself" link.db
head -c 20000 first.db >cut.db
not_restored "cut off" "cut.db: is not a whole database of this version, see above; nothing was changed" cut.db
python3 -c 'import sqlite3; c = sqlite3.connect("other.db"); c.execute("CREATE TABLE a (b)"); c.commit()'
not_restored "somebody else's" "other.db: is not a whole database" other.db
cp first.db newer.db
python3 -c 'import sqlite3; c = sqlite3.connect("newer.db"); c.execute("PRAGMA user_version = 9"); c.commit()'
not_restored "of a newer program" "newer.db: schema version 9, this program needs" newer.db
cp first.db torn.db
python3 -c '
f = open("torn.db", "r+b"); n = len(f.read()); f.seek(n // 2 // 4096 * 4096); f.write(b"x" * 40960)'
not_restored "damaged" "torn.db: is not a whole database" torn.db

# ---- While somebody is at work
"$binary" serve --socket "$dir/socket" --workers 1 >/dev/null 2>serve.log &
daemon=$!
for _ in $(seq 100); do
	holders=$(ls -1 /proc/[0-9]*/fd -l 2>/dev/null | grep -c "$dir/db.lock")
	[ "$holders" -ge 3 ] && break
	sleep 0.1
done
ok "a daemon: refused" run 1 restore first.db
ok "a daemon: one clear line" test "$(cat out err)" = "cleantechroute: $dir/db: is in use; stop the daemon first"
ok "a daemon: backup meanwhile" run 0 backup meanwhile.db
kill $daemon
wait $daemon
ok "a daemon: nothing changed" test "$(companies)" = "A-1 B-1 "

# ---- Back to the first
ok "restore" run 0 restore first.db
ok "restore: says so" prints "$dir/db: restored from first.db; the one before is $dir/db.old-"
ok "restore: one company" test "$(companies)" = "A-1 "
ok "restore: the backup is as it was" same first.db same.db
ok "restore: the old one is beside it" test "$(olds | wc -l)" = 1
ok "restore: mode" test "$(stat -c %a db)" = 600
ok "restore: check" run 0 check
ok "restore: no other files" test -z "$(ls | grep -E 'part|old.*(wal|shm)')"
old=$(olds)
ok "the old one is whole" run 0 check --db "$old"
ok "the old one has both" test "$(CLEANTECHROUTE_DB=$old companies)" = "A-1 B-1 "
sleep 1
ok "back again" run 0 restore "$old"
ok "back again: two companies" test "$(companies)" = "A-1 B-1 "
ok "back again: twice kept" test "$(olds | grep -cv -e -wal -e -shm -e lock)" = 2

# ---- What was not yet brought into the file comes along
rm -f db.old-*
python3 - db <<'PY'
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("PRAGMA wal_autocheckpoint = 0")
c.execute("UPDATE company SET name = 'Uit het logboek' WHERE ref = 'B-1'")
c.commit()
os._exit(0)		# killed: its log stays
PY
ok "a log" test -s db-wal
ok "restore over a log" run 0 restore first.db
ok "restore over a log: one company" test "$(companies)" = "A-1 "
ok "restore over a log: kept whole" grep -q "Uit het logboek" <("$binary" export companies --db "$(olds | head -1)")

# ---- In an empty place, and over a ruin
ok "in an empty place" run 0 restore first.db --db new.db
ok "in an empty place: says so" test "$(cat out)" = "new.db: restored from first.db"
ok "in an empty place: whole" run 0 check --db new.db
rm -f db.old-*
cp torn.db db
ok "over a ruin" run 0 restore first.db
ok "over a ruin: whole" run 0 check
ok "over a ruin: kept as it was" same torn.db "$(olds | head -1)"

finish
