#!/bin/sh
# Force the race in which SQLite before 3.51.3 damages a database (a commit in
# the middle of a checkpoint, docs/security.md P-SQ1), once with the store's
# lock and once without.
#
#	tests/fault/checkpoint_race.sh [BUILD]		default: build/dev
#
# With the lock the database must be sound, or this fails.  Without it, it is
# damaged where the library has the fault; where not, that is only said.
# Exit: 0 passed, 1 failed, 77 skipped, with the reason.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$top/build/dev}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

skip() {
	echo "SKIP checkpoint_race: $1"
	exit 77
}
fail() {
	cat "$work"/*.log
	echo "FAIL checkpoint_race: $1"
	echo "0 passed, 1 failed"
	exit 1
}
[ "$(uname -m)" = x86_64 ] || skip "it steps through single instructions of x86-64"
[ -f "$build/libstore.a" ] || skip "no libstore.a in $build: build first"

${CC:-gcc} -std=gnu17 -g -O1 -Wall -Wextra -Werror -D_GNU_SOURCE -I"$top/src" -I"$build/gen" \
	-o "$work/race" "$top/tests/fault/checkpoint_race.c" \
	"$build/libstore.a" "$build/libdomain.a" "$build/libtext.a" "$build/libbase.a" -lsqlite3 -lm

# play MODE: sets $writer and $verdict.
play() {
	db=$work/$1.db
	"$work/race" make "$db" "$top" >"$work/$1.log" 2>&1 || fail "$1: no database"
	timeout 60 "$work/race" checkpoint "$db" "$1" "$work/$1.done" >"$work/$1.log" 2>&1 || true
	writer=$(sed -n 's/^the writer //p' "$work/$1.log" | head -1)
	[ -n "$writer" ] || skip "the checkpoint could not be stopped at that moment here"
	[ -e "$work/$1.done" ] || fail "$1: the writer never got through"
	verdict=$(grep -E '^(damaged|sound)' "$work/$1.log" | tail -1)
	echo "$1: the writer $writer, the database is $verdict"
}

play nolock
without=$verdict
play lock
[ "$writer" = waits ] || fail "the writer did not wait for the checkpoint"
[ "$verdict" = sound ] || fail "damaged in spite of the lock"
[ "$without" != sound ] || echo "note: this SQLite is sound without the lock too"
echo "PASS checkpoint_race"
echo "1 passed, 0 failed"
