#!/usr/bin/python3
"""Write the message catalogue as C: messages.py OUT_DIR nl.po en.po zh_Hans.po

OUT_DIR/text/msg_ids.h has enum msg; OUT_DIR/msg_table.c the words.  A message
that one language lacks, that is empty, fuzzy, has "{{" in it, or other
{names} than in Dutch stops the build.
"""
import pathlib
import re
import sys

import polib


def forms(entry):
    """The singular and the plural form; the same where there is one."""
    if entry.msgid_plural:
        plural = [entry.msgstr_plural[k] for k in sorted(entry.msgstr_plural)]
        return plural[0], plural[-1]
    return entry.msgstr, entry.msgstr


def quote(text):
    out = []
    for byte in text.encode():
        ch = chr(byte)
        if ch in '"\\':
            out.append("\\" + ch)
        elif byte == 10:
            out.append("\\n")
        elif 32 <= byte < 127:
            out.append(ch)
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out).replace("??", "?\\?") + '"'


def write(path, text):
    """Leave an equal file alone: what depends on it need not be built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main():
    out = pathlib.Path(sys.argv[1])
    catalogues = [{e.msgid: e for e in polib.pofile(p)} for p in sys.argv[2:5]]
    bad = []
    for ident in sorted(set().union(*catalogues)):
        if not re.fullmatch(r"[A-Z][A-Z0-9_]*", ident):
            bad.append(f"{ident}: not a name")
            continue
        names = None
        for path, cat in zip(sys.argv[2:5], catalogues):
            entry = cat.get(ident)
            if entry is None or "fuzzy" in entry.flags or not all(forms(entry)):
                bad.append(f"{path}: {ident}: no text")
                continue
            text = "".join(forms(entry))
            if "{{" in text:
                bad.append(f"{path}: {ident}: '{{{{' in the text")
            found = set(re.findall(r"\{([a-z_]+)\}", text))
            names = found if names is None else names
            if found != names:
                bad.append(f"{path}: {ident}: has {sorted(found)}, Dutch has {sorted(names)}")
    if bad:
        sys.exit("\n".join(bad))

    # Months stand one after the other: text/format.c counts on it.
    months = [f"MONTH_{i}" for i in range(1, 13)] + [f"MONTH_SHORT_{i}" for i in range(1, 13)]
    idents = months + sorted(set(catalogues[0]) - set(months))
    write(out / "text" / "msg_ids.h",
          "/* Made by tools/messages.py from templates/locale. */\n"
          "#ifndef TEXT_MSG_IDS_H\n#define TEXT_MSG_IDS_H\nenum msg {\n\tMSG_NONE,\n"
          + "".join(f"\tMSG_{i},\n" for i in idents) + "\tMSG__MAX\n};\n#endif\n")
    rows = ['\t[MSG_NONE] = { "", { { "", "" }, { "", "" }, { "", "" } } },\n']
    for ident in idents:
        texts = ", ".join("{ " + ", ".join(quote(f) for f in forms(cat[ident])) + " }" for cat in catalogues)
        rows.append(f'\t[MSG_{ident}] = {{ "{ident}", {{ {texts} }} }},\n')
    write(out / "msg_table.c",
          "/* Made by tools/messages.py from templates/locale. */\n"
          '#include "text/msg.h"\n#include "text/msg_table.h"\n\n'
          "const struct msg_entry msg_table[MSG__MAX] = {\n" + "".join(rows) + "};\n")


main()
