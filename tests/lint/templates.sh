#!/bin/sh
# Templates: every value is escaped, for a place where ctemplate can do that; nothing inline
# and nothing from elsewhere; every name is set by the program.  Run from the root.
exec python3 - <<'PYTHON'
import pathlib, re, sys

PRAGMA = '{{%AUTOESCAPE context="HTML"}}'
CONSTANTS = {"LANG", "LANG_TAG", "STATIC", "CONTENT"}
# Attributes whose values ctemplate does not know to be addresses.
ADDRESSES = {"formaction", "xlink:href", "srcset", "poster", "ping", "data", "background"}
ATTRIBUTE = re.compile(r"""\s+([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
VALUE = "\x01"
bad = 0

def say(path, text, at, what):
    global bad
    bad = 1
    print(f"{path}:{text.count(chr(10), 0, at) + 1}: {what}")

def names_of(text):
    return set(re.findall(r"\{\{[#>/^]?([A-Z][A-Z0-9_]*)", text))

def check_tag(path, html, at, name, tail):
    """The attributes of one tag; values of the program must stand in quotes."""
    rest = ATTRIBUTE.sub("", tail)
    if rest.strip(" \n\t/"):
        say(path, html, at, f"<{name}>: cannot read {rest.strip()!r}: a value outside quotes?")
    if VALUE in name:
        say(path, html, at, "a value in the name of a tag")
    for m in ATTRIBUTE.finditer(tail):
        key, value = m[1].lower(), m[2] or ""
        if VALUE in key:
            say(path, html, at, f"<{name}>: a value in the name of an attribute")
        if VALUE in value and value[0] not in "\"'":
            say(path, html, at, f"<{name} {key}>: a value without quotes")
        if key.startswith("on"):
            say(path, html, at, f"<{name} {key}>: no event handlers")
        if key == "style":
            say(path, html, at, f"<{name}>: no style= attribute")
        if key in ADDRESSES and VALUE in value:
            say(path, html, at, f"<{name} {key}>: no values here")
        if key in ("src", "href", "action") and re.match(r"[\"']?\s*(https?:|data:|javascript:|//)", value, re.I):
            say(path, html, at, f"<{name} {key}>: no address outside this site")

def check_html(path, text):
    if not text.startswith(PRAGMA):
        say(path, text, 0, f"must begin with {PRAGMA}")
    for m in re.finditer(r"\{\{[A-Z0-9_]+:([^}]*)\}\}", text):
        # p keeps line breaks and escapes all the same; every other one is a way around it.
        if m[1] != "p":
            say(path, text, m.start(), f"no modifier ':{m[1]}'")
    # Sections and includes leave no trace, a value one sign; line breaks stay for the numbers.
    html = re.sub(r"\{\{[#/>%^!][^}]*\}\}", "", text)
    html = re.sub(r"\{\{[^}]*\}\}", VALUE, html)
    for m in re.finditer(r"<(script|style)\b([^>]*)>(.*?)</\1>", html, re.S | re.I):
        if m[1].lower() == "style" or m[3].strip():
            say(path, html, m.start(), f"no inline {m[1]}")
        if m[1].lower() == "script" and "src=" not in m[2]:
            say(path, html, m.start(), "a script without src")
    for m in re.finditer(r"<([A-Za-z][^\s>/]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", html):
        check_tag(path, html, m.start(), m[1], m[2])

source = "".join(p.read_text() for p in sorted(pathlib.Path("src").rglob("*")) if p.suffix in (".c", ".cc"))
set_by_c = set(re.findall(r"\bV_([A-Z0-9_]+)\b", source))
po = pathlib.Path("templates/locale/nl.po").read_text()
messages = set(re.findall(r'^msgid "([A-Z][A-Z0-9_]*)"', po, re.M))
for path in sorted(pathlib.Path("templates").rglob("*")):
    if path.suffix not in (".html", ".txt") or "static" in path.parts:
        continue
    text = path.read_text()
    if path.suffix == ".html":
        check_html(path, text)
    elif ":none" in text:
        say(path, text, text.index(":none"), "no ':none'")
    for name in sorted(names_of(text)):
        if name.startswith("M_"):
            if name[2:] not in messages:
                say(path, text, text.index(name), f"no message {name[2:]}")
        elif name not in CONSTANTS and name not in set_by_c:
            say(path, text, text.index(name), f"nothing sets {name}")
    opened = re.findall(r"\{\{#([A-Z0-9_]+)\}\}", text)
    closed = re.findall(r"\{\{/([A-Z0-9_]+)\}\}", text)
    if sorted(opened) != sorted(closed):
        say(path, text, 0, f"sections opened and closed differ: {sorted(set(opened) ^ set(closed))}")
sys.exit(bad)
PYTHON
