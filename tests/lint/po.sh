#!/bin/sh
# The message catalogues: well formed, complete, and no message that nothing uses.
# Run from the root.
set -u
bad=0
for po in templates/locale/*.po; do
	# Fields of the header that only translation tools want are no matter of ours.
	LC_ALL=C msgfmt --check --output-file=/dev/null "$po" 2>&1 | grep -v 'warning: header field' && bad=1
	for kind in untranslated only-fuzzy only-obsolete; do
		LC_ALL=C msgattrib --$kind "$po" | grep -E '^(#~ )?msgid "[^"]' | sed "s|^|$po: $kind: |" |
			grep . && bad=1
	done
done
exec python3 - $bad <<'PYTHON'
import pathlib, re, sys

bad = int(sys.argv[1])
names = {}
for po in sorted(pathlib.Path("templates/locale").glob("*.po")):
    names[po] = set(re.findall(r'^msgid "([A-Z][A-Z0-9_]*)"', po.read_text(), re.M))
every = set().union(*names.values())
for po, have in names.items():
    for name in sorted(every - have):
        print(f"{po}: lacks {name}")
        bad = 1

used = set()
for path in pathlib.Path("src").rglob("*"):
    if path.suffix in (".c", ".cc", ".h", ".def"):
        # Tables of forms write LABEL_NAME and paste MSG_ in front of it.
        for word in re.findall(r"[A-Z][A-Z0-9_]+", path.read_text()):
            used |= {word, word.removeprefix("MSG_")}
for path in pathlib.Path("templates").rglob("*"):
    if path.suffix in (".html", ".txt"):
        used |= set(re.findall(r"\{\{M_([A-Z0-9_]+)", path.read_text()))
for name in sorted(every - used):
    # The months are counted from the first one.
    if not re.fullmatch(r"MONTH_(SHORT_)?\d+", name):
        print(f"templates/locale: nothing uses {name}")
        bad = 1
sys.exit(bad)
PYTHON
