#!/bin/bash
# What commands say when something they need is not there: tests/data/commands.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"

# clear MESSAGE: exactly that line, and nothing else.
clear() { ok "$1: one clear line" test "$(cat out err)" = "cleantechroute: $1"; }

run 0 init
ok "seed" run 0 seed "$share/seed" --demo
ok "seed: never more new or changed than there are" sh -c \
	'! sed -n "s/.*: \([0-9]*\), of which \([0-9]*\) .*/\1 \2/p" out | awk "\$2 > \$1" | grep .'
cp db whole

# ---- Without rules or vocabulary
change "DELETE FROM score_rule"
ok "no rules: match" run 1 match
clear "$dir/db: no rules; load them with 'seed DIR'"
ok "no rules: match --explain" run 1 match --explain VL-0001 SN-2026-001
clear "$dir/db: no rules; load them with 'seed DIR'"
ok "no rules: check" run 1 check
clear "$dir/db: no rules; load them with 'seed DIR'"
change "DELETE FROM concept; UPDATE setting SET value = value + 1 WHERE name = 'vocabulary'"
ok "no rules, no vocabulary: check" run 1 check
ok "no rules, no vocabulary: names one" says "no rules; load them with 'seed DIR'"
ok "no rules, no vocabulary: names the other" says "no vocabulary; load it with 'seed DIR'"
run 0 seed "$share/seed"
ok "seeded again" run 0 check
ok "seeded again: all is well" prints "all is well"
change "DELETE FROM score_rule WHERE name = 'concepts'"
ok "a rule is missing: check" run 1 check
clear "$dir/db: no rules; load them with 'seed DIR'"
run 0 seed "$share/seed"

# ---- Without templates
mkdir -p empty broken/templates
ok "no share: check" run 1 check --share /nonexistent
ok "no share: says so" says "/nonexistent/templates: the templates cannot be loaded, see above"
ok "no templates: check" run 1 check --share "$dir/empty"
ok "no templates: serve" run 1 serve --share "$dir/empty" --socket "$dir/socket"
ln -s . broken/templates/layout.html
ok "a folder as template: check" run 1 check --share "$dir/broken"

# ---- Standard output that cannot be written
for a in match check routes --help --version "match --help" "export companies" "match --explain VL-0001 SN-2026-001"; do
	# shellcheck disable=SC2086
	ok "full: $a" sh -c '"$0" "$@" >/dev/full 2>err; [ $? = 1 ]' "$binary" $a
	ok "full: $a: says so" grep -q "could not be written" err
	ok "full: $a: once" test "$(wc -l <err)" = 1
done

# ---- Standard input that cannot be read
ok "suggest: a folder" sh -c '"$0" suggest </ >out 2>err; [ $? = 1 ]' "$binary"
clear "standard input cannot be read: Is a directory"

# ---- Backups that cannot be made
ok "backup: no such folder" run 1 backup "$dir/nowhere/b.db"
clear "$dir/nowhere/b.db: cannot be made; is its folder there, and may you write in it?"
ok "backup" run 0 backup b.db
ok "backup twice" run 1 backup b.db
clear "b.db: exists already"
ok "backup: no database" run 1 backup c.db --db none
clear "none: no such database; make it with 'cleantechroute init'"

# ---- Global options
ok "option twice" run 2 --db a --db b match
clear "--db is given twice"
ok "option twice, around the command" run 2 --db=a match --db b
clear "--db is given twice"
ok "option without a value" run 2 match --db
clear "--db needs a value"
ok "unknown option before the command" run 2 --bogus match
clear "no option '--bogus'; see --help"
for a in "match --socket x" "match --workers 2" "backup --socket x" "check --workers=2" "routes --socket x" "export companies --workers 2"; do
	# shellcheck disable=SC2086
	ok "not of that command: $a" run 2 $a
	ok "not of that command: $a: says how" says "usage: cleantechroute ${a%% *}"
done
ok "before the command: --socket" run 2 --socket x serve
ok "serve: --workers" run 2 serve --workers 65 --socket x
clear "--workers takes 1 to 64, not '65'"
ok "serve: --socket without a value" run 2 serve --socket
clear "--socket needs a value"
ok "serve: twice" run 2 serve --workers 2 --workers 3
clear "--workers is given twice"

# ---- What the README shows works on the demo
read -r -a pair < <(grep -o 'match --explain [^ ]* [^ ]*' "$share/README.md" | cut -d ' ' -f 3-)
ok "README: a pair" test ${#pair[@]} = 2
run 0 match
ok "README: match --explain ${pair[*]}" run 0 match --explain "${pair[@]}"
ok "README: its two sides" sh -c 'grep -q "^$0 " out && grep -q "^$1 " out' "${pair[@]}"
ok "README: it is a match" test "$(query "SELECT count(*) FROM match m JOIN technology t ON t.id = m.technology_id
	JOIN company c ON c.id = t.company_id JOIN opportunity o ON o.id = m.opportunity_id
	WHERE c.ref = '${pair[0]}' AND o.ref = '${pair[1]}'")" -gt 0
ok "README: suggest" sh -c 'grep -o "echo .*suggest" "$1" | sed "s| cleantechroute | \"$0\" |" >suggest.sh &&
	sh suggest.sh >out 2>err && test -s out' "$binary" "$share/README.md"

finish
