#!/bin/sh
# schema.sql equals all of deploy/migrations/, and the program expects that version.
# Comments and blanks do not count.  Run from the root.
exec python3 - <<'PYTHON'
import difflib, pathlib, re, sqlite3, sys

def clean(sql):
    sql = re.sub(r"/\*.*?\*/", " ", re.sub(r"--[^\n]*", " ", sql or ""), flags=re.S)
    return re.sub(r"\s*([(),=])\s*", r"\1", re.sub(r"\s+", " ", sql)).strip()

def describe(db):
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    lines = [" ".join((t, n, o, clean(s))) for t, n, o, s in rows]
    return lines + ["user_version %d" % db.execute("PRAGMA user_version").fetchone()[0]]

bad = []
whole, grown = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
whole.executescript(pathlib.Path("schema.sql").read_text())
for n, path in enumerate(sorted(pathlib.Path("deploy/migrations").glob("*.sql")), 1):
    if not re.fullmatch(r"%04d_[a-z0-9_]+\.sql" % n, path.name):
        bad.append(f"{path}: expected number {n:04d} and a name in small letters")
    grown.executescript(path.read_text())
    version = grown.execute("PRAGMA user_version").fetchone()[0]
    # Where the migration does not set its version, the program does after it.
    if version not in (n - 1, n):
        bad.append(f"{path}: leaves version {version}")
    grown.execute(f"PRAGMA user_version = {n}")

a, b = describe(whole), describe(grown)
bad += [line for line in difflib.unified_diff(a, b, "schema.sql", "deploy/migrations", lineterm="", n=0)]
# Full-text tables and what FTS5 keeps behind them cannot be.
loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name <> 'sqlite_schema'"
for name, in whole.execute(loose):
    bad.append(f"schema.sql: table {name} is not STRICT")
program = re.search(r"#define DB_SCHEMA_VERSION (\d+)", pathlib.Path("src/store/db.h").read_text())
if not program or f"user_version {program[1]}" != a[-1]:
    bad.append(f"src/store/db.h: DB_SCHEMA_VERSION is not the {a[-1]} of schema.sql")
print("\n".join(bad), end="\n" if bad else "")
sys.exit(bool(bad))
PYTHON
