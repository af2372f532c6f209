#!/usr/bin/python3
"""Write view/names.h: one V_NAME for each {{NAME}}, {{#NAME}}, {{>NAME}} in templates.

view_names.py OUT TEMPLATE...  Messages ({{M_...}}) are the view's own affair.
"""
import pathlib
import re
import sys

names = set()
for path in sys.argv[2:]:
    text = pathlib.Path(path).read_text(encoding="utf-8")
    names |= set(re.findall(r"\{\{[#>/^]?([A-Z][A-Z0-9_]*)", text))
CONSTANTS = {"LANG", "LANG_TAG", "STATIC", "CONTENT"}	# filled in when a template is loaded
names = sorted(n for n in names if not n.startswith("M_") and n not in CONSTANTS)
text = ("/* Made by tools/view_names.py from templates/. */\n"
        "#ifndef VIEW_NAMES_H\n#define VIEW_NAMES_H\n"
        "enum view_name {\n" + "".join(f"\tV_{n},\n" for n in names) + "\tV__MAX\n};\n"
        "#define VIEW_NAMES(X) " + " ".join(f"X({n})" for n in names) + "\n#endif\n")
out = pathlib.Path(sys.argv[1])
out.parent.mkdir(parents=True, exist_ok=True)
if not out.exists() or out.read_text() != text:
    out.write_text(text)
