#!/bin/sh
# Who may include whom (ARCHITECTURE.md, section 2), and what stays in one place.
# Run from the root; prints what is wrong.
set -u
bad=0

say() {
	echo "$1" >&2
	bad=1
}

allowed() {
	case $1 in
	base)	echo "base" ;;
	text)	echo "base text" ;;
	domain)	echo "base text domain" ;;
	store)	echo "base text domain store" ;;
	http)	echo "base text domain http" ;;
	view)	echo "base text view" ;;
	mail)	echo "base text domain mail" ;;
	page)	echo "base text domain store http view mail page" ;;
	job)	echo "base text domain store http view mail job" ;;
	app)	echo "base text domain store http view mail page job app" ;;
	esac
}

files=$(find src -name '*.[ch]' -o -name '*.cc' | sort)
for f in $files; do
	layer=$(echo "$f" | cut -d/ -f2)
	may=$(allowed "$layer")
	[ -n "$may" ] || say "$f: no such layer: '$layer'"
	for inc in $(sed -n 's|^[ 	]*#[ 	]*include[ 	]*"\([^"]*\)".*|\1|p' "$f" | sort -u); do
		case $inc in
		*/*) ;;
		*)	say "$f: \"$inc\" names no layer"; continue ;;
		esac
		# The list of all statements is made by the build for store/ alone.
		case " $may " in
		*" ${inc%%/*} "*) ;;
		*)	say "$f: layer '$layer' may not include \"$inc\"" ;;
		esac
	done
done

# only WORDS-REGEX WHAT FILES-REGEX: the regex may stand in these files and nowhere else.
only() {
	for f in $(grep -lE "$1" $files | grep -vE "$3"); do
		say "$f: $2"
	done
}
only '<sqlite3\.h>' 'sqlite3.h belongs to store/db_sqlite*' '^src/store/db_sqlite[a-z_]*\.[ch]$'
only '<fcgiapp\.h>|<fcgi[a-z_]*\.h>' 'libfcgi belongs to http/gateway_fcgi.c' '^src/http/gateway_fcgi\.c$'
only '<ctemplate/' 'ctemplate belongs to view/view.cc' '^src/view/view\.cc$'
only '<libxml/' 'libxml2 belongs to app/skos.c' '^src/app/skos\.c$'
only '<curl/' 'curl belongs to mail/' '^src/mail/'
only '[=(!] *fork\(\)' 'only app/ may fork' '^src/app/'

# Domain rules are pure; pages and jobs leave memory, SQL, HTML and the environment to others.
only '^#include <(stdio|unistd|fcntl|time|dirent|sys/[a-z]*)\.h>' 'no I/O here: a rule is a pure function' \
	'^src/(base|text|store|http|view|mail|page|job|app)/'
# What the job process keeps from change to change is replaced piece by piece, which an arena cannot do.
only '(^|[^a-z_])(malloc|calloc|realloc|free|strdup|getenv)\(' 'no malloc, free or getenv here: take the arena' \
	'^src/(base|text|domain|store|http|view|mail|app)/|^src/job/match_(side|memory)\.c$'
only '"[^"]*(SELECT .* FROM|INSERT INTO|UPDATE [a-z]* SET|DELETE FROM) ' 'SQL belongs to store/' \
	'^src/store/'
only '"[^"]*</?(a|b|p|div|span|li|ul|td|tr|form|input|br|h[1-6])[ >]' 'HTML belongs to templates/' \
	'^src/(base|text|domain|store|http|view|mail|app)/'
exit $bad
