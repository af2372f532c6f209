#!/usr/bin/python3
"""How long matching takes on a large stock.

    tests/bench/matching.py PROGRAM [N]      N technologies and N opportunities, 10,000 if not given

Makes a database of its own with texts out of the vocabulary, the same on every run and prints CPU seconds (user and
system) of the imports, a first full match and a second one.
"""
import csv
import os
import random
import re
import resource
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REGIONS = ["CN", "CN-SN", "CN-CQ", "510100", "CN-HE", "CN-GD", "CN-ZJ", "CN-BJ", "CN-SH", "440100", "CN-JS"]
PROVINCES = ["antwerpen", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen"]


def concepts():
    """(codes, Dutch terms, Chinese terms) of each, some far more often than others, as in real texts."""
    out = []
    folder = ROOT + "/seed/vocabulary"
    for name in sorted(os.listdir(folder)):
        if name == "stop.txt" or not name.endswith(".txt"):
            continue
        with open(f"{folder}/{name}", encoding="utf-8") as f:
            for block in re.split(r"(?m)^\[", f.read())[1:]:
                value = dict(re.findall(r"(?m)^(in|nl|zh): (.*)$", block))
                terms = [[t.strip().lstrip("?") for t in value[k].split(";")] for k in ("nl", "zh")]
                out.append((value["in"].split(), *terms))
    return out


def text_of(rng, all_concepts, codes, language):
    near = [c for c in all_concepts if set(c[0]) & set(codes)] or all_concepts
    picked = [rng.choice(near) for _ in range(rng.randint(4, 9))] + [rng.choice(all_concepts)]
    words = [rng.choice(c[1] if language == "nl" else c[2]) for c in picked]
    if language == "nl":
        return "Wij leveren " + ", ".join(words) + " voor bedrijven en steden."
    return "本项目拟采用" + "、".join(words) + "，现面向社会公开征集合作方。"


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, columns)
        out.writeheader()
        out.writerows(rows)


def make(folder, n):
    rng = random.Random(20261124)
    stock = concepts()
    codes = sorted({c for x in stock for c in x[0] if "." in c})
    for kind, language in (("companies", "nl"), ("opportunities", "zh")):
        rows = []
        for i in range(n):
            sectors = rng.sample(codes, rng.randint(1, 2))
            row = {"ref": f"X-{i}", f"summary_{language}": text_of(rng, stock, sectors, language),
                   "sectors": ";".join(sectors),
                   "cooperation": rng.choice(["sale", "pilot", "licence;research", ""])}
            regions = ";".join(sorted({rng.choice(REGIONS) for _ in range(rng.randint(1, 3))}))
            if kind == "companies":
                row |= {"name": f"Bedrijf {i}", "target_regions": regions, "trl": str(rng.randint(5, 9)),
                        "province": rng.choice(PROVINCES), "languages": "nl;en"}
            else:
                row |= {"kind": "tender", "title_zh": f"需求 {i}", "regions": regions, "status": "published",
                        "trl_min": str(rng.randint(5, 8)), "deadline": rng.choice(["2030-06-30", ""])}
            rows.append(row)
        write(f"{folder}/{kind}.csv", list(rows[0]), rows)


def run(program, db, *args):
    """CPU seconds of one command, and what it says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, "--db", db, *args], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{args}: {done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.strip().splitlines()[-1]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, n = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    with tempfile.TemporaryDirectory(prefix="bench-matching-") as folder:
        db = folder + "/db"
        make(folder, n)
        for args in (["init"], ["seed", ROOT + "/seed"], ["import", "companies", folder + "/companies.csv"],
                     ["import", "opportunities", folder + "/opportunities.csv"]):
            print(f"{run(program, db, *args)[0]:8.2f} s  {args[0]} {args[-1].rsplit('/', 1)[-1]}")
        for what in ("first full match", "second full match"):
            seconds, said = run(program, db, "match")
            print(f"{seconds:8.2f} s  {what}: {said}")


main()
