#!/bin/sh
# Every header compiles alone, with gcc and clang; those for the view also as C++.
# headers.sh GEN: the folder of what the build has made (BUILD/gen).  Run from the root.
set -u
[ $# -eq 1 ] && [ -f "$1/text/msg_ids.h" ] || {
	echo "usage: tests/lint/headers.sh BUILD/gen (build the target 'generated' first)" >&2
	exit 2
}
flags="-fsyntax-only -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-const-variable -D_GNU_SOURCE -Isrc -I$1"
bad=0
for h in $(find src -name '*.h' | sort); do
	# Included by name, not as the main file: there "pragma once" and static data warn.
	for cc in gcc clang; do
		echo "#include \"${h#src/}\"" | $cc $flags -std=gnu17 -x c - ||
			{ echo "$h: does not compile alone ($cc)" >&2; bad=1; }
	done
	if grep -q 'extern "C"' "$h"; then
		echo "#include \"${h#src/}\"" | g++ $flags -std=gnu++17 -x c++ - ||
			{ echo "$h: does not compile as C++" >&2; bad=1; }
	fi
	guard=$(echo "${h#src/}" | tr 'a-z/.' 'A-Z__')
	grep -q "^#ifndef $guard\$" "$h" || { echo "$h: its guard is not $guard" >&2; bad=1; }
done
exit $bad
