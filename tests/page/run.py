#!/usr/bin/python3
"""Play page transcripts through `cleantechroute cgi`.

    tests/page/run.py BINARY FILE.t...

One demo database is made (init, seed, match) and copied for each file.  A transcript:

    # comment
    [ROLE ]METHOD PATH [BODY]    a request; BODY is the rest of the line, urlencoded
    < Origin: https://x.example  a header of that request, directly after its line; in capitals
                                 (REFUSED: 414) what nginx itself says of it
    = 422                        the status
    > Location: /nl/staff        a header line, exactly
    ~ text                       must be in the body
    ! text                       must not be in the body
    wait 2                       seconds pass
    sql UPDATE ...               something changes in the database that no page changes
    run match                    a command of the program, which must succeed

ROLE is member, member-REF (a company, such as member-VL-0003), editor, reviewer, manager or
admin, the staff ones also with a partner: reviewer-antwerpen.  Such an account and a full
session stand in the database before the first request.  Each role, and the visitor without
one, keeps its own cookies.  In PATH and BODY, {csrf} is the hidden field of that role's last
page, {version} likewise, {location} the path of its last Location, {slug} the secret in the
last address of a registration; {now+86400} is a time, {x*9000} so many x.  Anywhere, {match} is the id of the
match of the member company that is the best at first.  The last line is "page: N passed, N failed" in files.
"""
import concurrent.futures
import hashlib
import html
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
STAFF = ("editor", "reviewer", "manager", "admin")
COOKIE = "__Host-sid"
PAGE_LINES = 40


def environment(db, folder):
    """What the program gets: nothing of ours but a path for tools and the sanitizers' options."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
    return dict(kept, CLEANTECHROUTE_DB=db, CLEANTECHROUTE_SHARE=ROOT,
                CLEANTECHROUTE_MAIL_FOLDER=folder, CLEANTECHROUTE_ORIGIN="http://localhost:8080")


def make_demo(program, folder):
    """The database that every transcript starts from."""
    db = os.path.join(folder, "demo.db")
    for args in (["init"], ["seed", ROOT + "/seed"], ["seed", ROOT + "/seed", "--demo"], ["match"]):
        done = subprocess.run([program] + args, env=environment(db, folder), text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            sys.exit(f"page: {' '.join(args)}: status {done.returncode}\n{done.stdout}")
    with sqlite3.connect(db) as sql:
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return db


class Jar:
    """What one role (or the visitor, None) has seen last."""

    def __init__(self, cookie=None):
        self.cookie, self.page, self.location, self.slug = cookie, "", "", ""

    def remember(self, head, body):
        if body:
            self.page = body
        for line in head:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie" and value.startswith(COOKIE + "="):
                self.cookie = value[len(COOKIE) + 1:].split(";")[0] or None
            elif name.lower() == "location":
                self.location = re.sub("^https?://[^/]+", "", value)
                found = re.search("/register/([A-Za-z0-9_-]{20,})", value)
                self.slug = found[1] if found else self.slug

    def hidden(self, name):
        for tag in re.findall(r"<input\b[^>]*>", self.page):
            if f'name="{name}"' in tag:
                found = re.search(r'value="([^"]*)"', tag)
                return html.unescape(found[1]) if found else ""
        raise Mistake(f"the last page has no hidden field {name}")


class Mistake(Exception):
    """The transcript asks for something that is not there."""


def add_account(sql, role):
    """An account of that role and a full session; the value of its cookie."""
    kind, _, rest = role.partition("-")
    company = partner = None
    if kind == "member":
        where, value = ("ref = ?", rest) if rest else ("?", 1)
        row = sql.execute(f"SELECT id FROM company WHERE {where} AND state = 'verified'"
                          " ORDER BY ref", (value,)).fetchone()
        if not row:
            raise Mistake(f"no company {rest}")
        company = row[0]
    else:
        partner = rest or "cleantech-flanders"
        if not sql.execute("SELECT 1 FROM partner WHERE code = ?", (partner,)).fetchone():
            raise Mistake(f"no partner {partner}")
    now, cookie = int(time.time()), secrets.token_urlsafe(32)
    account = sql.execute(
        "INSERT INTO account (email, name, lang, role, company_id, partner, password_hash,"
        " verified_at, totp_secret, totp_confirmed, demo, created_at)"
        " VALUES (?, ?, 'nl', ?, ?, ?, '*', ?, ?, ?, 1, ?)",
        (f"{role.lower()}@test.example", f"Test {role}", kind, company, partner, now,
         None if company else bytes(20), 0 if company else 1, now)).lastrowid
    sql.execute("INSERT INTO session (hash, account_id, stage, created_at, seen_at)"
                " VALUES (?, ?, 'full', ?, ?)",
                (hashlib.sha256(cookie.encode()).digest(), account, now, now))
    return cookie


def split_request(line):
    """'[ROLE ]METHOD PATH [BODY]' in parts, or None."""
    words = line.split(" ")
    role = None if words[0] in METHODS else words.pop(0)
    if len(words) < 2 or words[0] not in METHODS:
        return None
    if role and role.partition("-")[0] not in STAFF + ("member",):
        return None
    return role, words[0], words[1], " ".join(words[2:])


def best_match(db):
    with sqlite3.connect(db) as sql:
        row = sql.execute(
            "SELECT m.id FROM match m JOIN technology t ON t.id = m.technology_id"
            " JOIN company c ON c.id = t.company_id WHERE c.state = 'verified'"
            " ORDER BY c.ref, m.score DESC, m.id").fetchone()
    if not row:
        raise Mistake("no match in the database")
    return str(row[0])


def fill_in(text, jar, db):
    def value(found):
        name = found[1]
        if name in ("csrf", "version"):
            return jar.hidden(name)
        if name.startswith("x*"):
            return "x" * int(name[2:])
        if name.startswith("now"):
            return str(int(time.time()) + int(name[3:] or 0))
        kept = getattr(jar, name)
        if not kept:
            raise Mistake(f"no {name} yet")
        return kept
    return re.sub(r"\{(csrf|version|location|slug|now[+-]?\d*|x\*\d+)\}", value, text)


class Play:
    """One transcript on its own copy of the database."""

    def __init__(self, program, demo, name):
        self.program, self.name = program, name
        self.folder = tempfile.mkdtemp(prefix="page-")
        self.db = os.path.join(self.folder, "t.db")
        shutil.copy(demo, self.db)
        self.jars, self.out, self.failures, self.checks = {None: Jar()}, [], 0, 0
        self.status, self.head, self.body, self.stderr = "", [], "", ""

    def fail(self, number, line, why=""):
        self.failures += 1
        self.out.append(f"{self.name}:{number}: {line}{why and '   (' + why + ')'}")
        self.out.append(f"    --- got: Status: {self.status}")
        self.out += ["    " + h for h in self.head]
        self.out += ["    " + l for l in self.body.splitlines()[:PAGE_LINES]]
        self.out += ["    stderr: " + l for l in self.stderr.splitlines()[-10:]]

    def send(self, jar, method, path, body, headers):
        env = environment(self.db, self.folder)
        env.update(REQUEST_METHOD=method, REQUEST_URI=path, QUERY_STRING=path.partition("?")[2],
                   REMOTE_ADDR="127.0.0.1", SERVER_PROTOCOL="HTTP/1.1")
        if method == "POST":
            env.update(CONTENT_TYPE="application/x-www-form-urlencoded",
                       CONTENT_LENGTH=str(len(body.encode())))
        if jar.cookie:
            env["HTTP_COOKIE"] = f"{COOKIE}={jar.cookie}"
        for name, value in headers:
            own = name.isupper()
            name = name.upper().replace("-", "_")
            env[name if own or name.startswith("CONTENT_") else "HTTP_" + name] = value
        done = subprocess.run([self.program, "cgi"], env=env, input=body.encode(),
                              capture_output=True, timeout=60)
        head, _, page = done.stdout.decode(errors="replace").partition("\r\n\r\n")
        self.head, self.body = head.split("\r\n"), page
        self.stderr = done.stderr.decode(errors="replace")
        first = self.head.pop(0)
        self.status = first.split()[1] if first.startswith("Status: ") else f"none, exit {done.returncode}"
        jar.remember(self.head, page)
        return done.returncode

    def request(self, number, line, headers):
        role, method, path, body = split_request(line)
        jar = self.jars[role]
        code = self.send(jar, method, fill_in(path, jar, self.db), fill_in(body, jar, self.db), headers)
        if code != 0:
            self.fail(number, line, f"the program ended with {code}")

    def expect(self, number, line):
        kind, text = line[0], line[2:]
        self.checks += 1
        ok = {"=": lambda: self.status.split(" ")[0] == text.strip(),
              ">": lambda: text in self.head,
              "~": lambda: text in self.body,
              "!": lambda: text not in self.body}[kind]()
        if not ok:
            self.fail(number, line)

    def change(self, number, line):
        sql = sqlite3.connect(self.db)
        sql.execute("PRAGMA foreign_keys = ON")
        try:
            if sql.execute(line[4:]).rowcount < 1:
                self.fail(number, line, "nothing changed")
        except sqlite3.Error as e:
            self.fail(number, line, str(e))
        sql.commit()
        sql.close()

    def run(self, number, line):
        done = subprocess.run([self.program] + line[4:].split(), text=True, timeout=60,
                              env=environment(self.db, self.folder),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            self.fail(number, line, done.stdout)

    def sign_in_all(self, lines):
        sql = sqlite3.connect(self.db)
        sql.execute("PRAGMA foreign_keys = ON")
        for line in lines:
            parts = split_request(line) if line[:1] not in ("#", "=", ">", "~", "!", "<", "") else None
            if parts and parts[0] and parts[0] not in self.jars:
                self.jars[parts[0]] = Jar(add_account(sql, parts[0]))
        sql.commit()
        sql.close()

    def play(self):
        with open(self.name, encoding="utf-8") as f:
            text = f.read()
        # Found once: what a transcript does may change which is the best.
        if "{match}" in text:
            text = text.replace("{match}", best_match(self.db))
        lines = text.splitlines()
        number = 0
        try:
            self.sign_in_all(lines)
            for number, line in enumerate(lines, 1):
                if not line.strip() or line.startswith("#") or line.startswith("< "):
                    continue
                if line[0] in "=>~!" and line[1:2] == " ":
                    self.expect(number, line)
                elif re.fullmatch(r"wait \d+", line):
                    time.sleep(int(line[5:]))
                elif line.startswith("sql "):
                    self.change(number, line)
                elif line.startswith("run "):
                    self.run(number, line)
                elif split_request(line):
                    headers = []
                    for more in lines[number:]:
                        if not more.startswith("< "):
                            break
                        headers.append(more[2:].split(": ", 1))
                    self.request(number, line, headers)
                else:
                    self.fail(number, line, "neither a request nor an expectation")
            if self.checks == 0:
                self.fail(number, "", "no expectation in this file")
        except (Mistake, subprocess.TimeoutExpired) as e:
            self.fail(number, lines[number - 1] if number else "", str(e))
        shutil.rmtree(self.folder)
        return self


def main():
    if len(sys.argv) < 3 or sys.argv[1] == "--help":
        print(__doc__)
        sys.exit(0 if "--help" in sys.argv else 2)
    program, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    with tempfile.TemporaryDirectory(prefix="page-") as folder:
        demo = make_demo(program, folder)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            played = list(pool.map(lambda name: Play(program, demo, name).play(), names))
    for p in played:
        for line in p.out:
            print(line)
    failed = sum(1 for p in played if p.failures)
    print(f"page: {len(played) - failed} passed, {failed} failed"
          f" ({sum(p.checks for p in played)} expectations, {sum(p.failures for p in played)} not met)")
    sys.exit(1 if failed else 0)


main()
