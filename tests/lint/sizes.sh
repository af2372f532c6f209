#!/bin/sh
# The five longest functions; none above 60 lines, no file above 500.  Run from the root.
set -u
list=$(mktemp)
trap 'rm -f "$list"' EXIT
files=$(find src \( -name '*.c' -o -name '*.cc' \) | sort)

# A function: its type and name from the last blank line on, "{" alone at the margin, "}" too.
awk '
	FNR == 1 { start = inside = 0 }
	!inside && (/^$/ || /^}/ || /^#/ || / \*\/$/ || /;$/) { start = 0 }
	!inside && /^[A-Za-z_]/ && !start { start = FNR }
	!inside && /^[A-Za-z_].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
	/^{/ { inside = 1; if (!start) start = FNR }
	/^}/ && inside { print FNR - start + 1, FILENAME ":" start, name; start = inside = 0 }
' $files | sort -rn > "$list"

echo "longest functions:"
head -n 5 "$list"
bad=0
awk '$1 > 60 { print $2 ": " $3 " has " $1 " lines, 60 are enough"; bad = 1 } END { exit bad }' \
	"$list" || bad=1
for f in $files $(find src -name '*.h'); do
	n=$(wc -l < "$f")
	[ "$n" -le 500 ] || { echo "$f: $n lines, 500 are enough"; bad=1; }
done
exit $bad
