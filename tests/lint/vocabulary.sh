#!/bin/sh
# The vocabulary: at least 1,500 concepts, 15 at home in every subsector, no term in two concepts, every link leads somewhere,
# and words that say nothing are no terms.  Run from the root.
exec python3 - <<'PYTHON'
import collections, csv, pathlib, re, sys

bad, ids, terms, home, blocks = [], {}, {}, collections.Counter(), []
with open("seed/sectors.csv", encoding="utf-8", newline="") as f:
    sectors = [r["code"] for r in csv.DictReader(f)]
folder = pathlib.Path("seed/vocabulary")
stop = set()
for line in (folder / "stop.txt").read_text("utf-8").splitlines():
    if line[:3] in ("nl:", "en:", "zh:"):
        stop |= {(line[:2], w.strip().lower()) for w in line[3:].split(";")}
for path in sorted(folder.glob("*.txt")):
    if path.name == "stop.txt":
        continue
    for block in re.split(r"(?m)^\[", path.read_text("utf-8"))[1:]:
        code = block.split("]")[0]
        value = dict(re.findall(r"(?m)^(in|nl|en|zh|broader|related): (.*)$", block))
        where = f"{path.name}: [{code}]"
        if code in ids:
            bad.append(f"{where} is also in {ids[code]}")
        ids[code] = path.name
        blocks.append((where, code, value))
        home[value.get("in", "?").split()[0]] += 1
        for lang in ("nl", "en", "zh"):
            for term in value.get(lang, "").split(";"):
                term = term.strip().lstrip("?").strip()
                key = lang, term if re.search("[A-Z]", term[1:]) else term.lower()
                if key in terms and terms[key] != where:
                    bad.append(f"{where}: {lang} \"{term}\" is also of {terms[key]}")
                if key in stop:
                    bad.append(f"{where}: {lang} \"{term}\" is in stop.txt")
                terms[key] = where
for where, code, value in blocks:
    for key in ("broader", "related"):
        bad += [f"{where}: {key}: no concept {o}" for o in value.get(key, "").split() if o not in ids or o == code]
bad += [f"{s}: only {home[s]} concepts are at home there" for s in sectors if "." in s and home[s] < 15]
if len(ids) < 1500:
    bad.append(f"only {len(ids)} concepts")
print("\n".join(bad[:60]) or f"{len(ids)} concepts, {len(terms)} terms")
sys.exit(bool(bad))
PYTHON
