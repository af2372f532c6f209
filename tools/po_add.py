#!/usr/bin/python3
"""Add messages to the three .po files, all languages at once.

Standard input has one message a line: ID, Dutch, English, Chinese, parted by
tabs.  A text of two forms (one thing, many things) parts them with " || ";
Chinese has one.  An existing ID is replaced.  A lock lets several people add.
"""
import fcntl
import pathlib
import sys

import polib

ROOT = pathlib.Path(__file__).resolve().parent.parent / "templates" / "locale"
FILES = ("nl.po", "en.po", "zh_Hans.po")


def put(po, ident, text, plural):
    entry = po.find(ident)
    if entry is None:
        entry = polib.POEntry(msgid=ident)
        po.append(entry)
    if plural:
        forms = [f.strip() for f in text.split("||")]
        entry.msgid_plural = ident
        entry.msgstr = ""
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgid_plural, entry.msgstr_plural, entry.msgstr = "", {}, text


def main():
    rows = []
    for n, line in enumerate(sys.stdin, 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4 or not all(c.strip() for c in cells):
            sys.exit(f"line {n}: ID, nl, en, zh parted by tabs: {line!r}")
        rows.append(cells)
    with open(ROOT / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for i, name in enumerate(FILES):
            po = polib.pofile(str(ROOT / name), wrapwidth=0)
            for row in rows:
                plural = any("||" in cell for cell in row[1:])
                put(po, row[0].strip(), row[1 + i].strip(), plural)
            po.sort(key=lambda e: e.msgid)
            po.save()
    print(f"{len(rows)} messages")


main()
