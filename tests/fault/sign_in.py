#!/usr/bin/python3
"""Accounts from the first mail to the last session: passwords, codes, links, and the clock.

    sign_in.py PROGRAM

Plays `PROGRAM cgi` on a database of its own.  Prints a line per failure and ends with 1 if there was one.
Time passes by changing what the database holds.
"""
import base64
import hashlib
import hmac
import os
import re
import shutil
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PASSWORD = "vier stoelen en een kapotte lamp"
OTHER = "vijf stoelen en een kapotte lamp"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
SAME = re.compile(r'value="[^"]*"')
failures = 0


def check(what, ok, more=""):
    global failures
    if not ok:
        failures += 1
        print(f"FAILED  {what}  {more}")


def totp(secret, step=0):
    key, moment = base64.b32decode(secret), int(time.time()) // 30 + step
    digest = hmac.new(key, struct.pack(">Q", moment), "sha1").digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}"


class World:
    def __init__(self, program):
        self.program, self.folder = os.path.abspath(program), tempfile.mkdtemp(prefix="sign-in-")
        self.db, self.mails = self.folder + "/t.db", self.folder + "/mail"
        os.mkdir(self.mails)
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
        self.env = dict(kept, CLEANTECHROUTE_DB=self.db, CLEANTECHROUTE_SHARE=ROOT,
                        CLEANTECHROUTE_MAIL_FOLDER=self.mails,
                        CLEANTECHROUTE_ORIGIN="http://localhost:8080")
        for args in (["init"], ["seed", ROOT + "/seed"]):
            self.run(*args)

    def run(self, *args, given="", code=0):
        done = subprocess.run([self.program, *args], env=self.env, input=given, text=True,
                              capture_output=True, timeout=60)
        check(f"{args}: {code}", done.returncode == code, done.stderr)
        return done.stdout + done.stderr

    def sql(self, text, *values):
        with sqlite3.connect(self.db, timeout=10) as c:
            return c.execute(text, values).fetchall()

    def member(self, mail, verified=False):
        """As the registration makes one; the password hash comes from a staff account."""
        self.run("staff", "add", "--email", "x@x.be", "--name", "X", "--partner", "fit", "--role",
                 "editor", "--demo", "--password-stdin", given=PASSWORD)
        now = int(time.time())
        company = self.sql("INSERT INTO company (ref, name, province, state, created_at, updated_at)"
                           " VALUES (?, 'Jansen', 'limburg', 'submitted', ?, ?) RETURNING id",
                           mail, now, now)[0][0]
        self.sql("INSERT INTO account (email, name, lang, role, company_id, password_hash, verified_at,"
                 " created_at) SELECT ?, 'An', 'nl', 'member', ?, password_hash, ?, ? FROM account"
                 " WHERE email = 'x@x.be'", mail, company, now if verified else None, now)

    def last_mail(self):
        self.run("mail", "send")
        names = sorted(os.listdir(self.mails))
        if not names:
            return 0, ""
        with open(f"{self.mails}/{names[-1]}", encoding="utf-8") as f:
            text = f.read().replace("=\n", "").replace("=3D", "=")
        found = re.search("/verify/([A-Za-z0-9_-]+)", text)
        return len(names), found[1] if found else text


class Visitor:
    def __init__(self, world, address="192.0.2.1"):
        self.world, self.address, self.cookie = world, address, None
        self.status = self.location = self.page = self.head = ""

    def ask(self, method, path, **form):
        body = urllib.parse.urlencode(form)
        env = dict(self.world.env, REQUEST_METHOD=method, REQUEST_URI=path, REMOTE_ADDR=self.address)
        if method == "POST":
            env.update(CONTENT_TYPE="application/x-www-form-urlencoded", CONTENT_LENGTH=str(len(body)))
        if self.cookie:
            env["HTTP_COOKIE"] = f"__Host-sid={self.cookie}"
        done = subprocess.run([self.world.program, "cgi"], env=env, input=body.encode(),
                              capture_output=True, timeout=60)
        self.head, _, self.page = done.stdout.decode().partition("\r\n\r\n")
        self.status = (re.search(r"^Status: (\d+)", self.head) or [0, done.stderr.decode()])[1]
        cookie = re.search(r"Set-Cookie: __Host-sid=([^;]*)", self.head)
        if cookie:
            self.cookie = cookie[1] or None
        self.location = (re.search(r"Location: (\S+)", self.head) or [0, ""])[1]
        canaries = (PASSWORD, OTHER, "an@example.be", self.cookie or PASSWORD)
        check(f"{path}: log", not any(c in done.stderr.decode() for c in canaries))
        return self.status

    @property
    def csrf(self):
        return (re.search(r'name="csrf" value="([^"]*)"', self.page) or [0, ""])[1]

    def sign_in(self, mail, password=PASSWORD, **more):
        if not self.csrf:
            self.ask("GET", "/nl/sign-in")
        return self.ask("POST", "/nl/sign-in", csrf=self.csrf, email=mail, password=password, **more)

    def code(self, code):
        self.ask("GET", "/nl/sign-in/code")
        return self.ask("POST", "/nl/sign-in/code", csrf=self.csrf, code=code)


def test_confirm(w):
    """No way in before the address is confirmed; the link works once, by its button, for a day."""
    w.member("an@example.be")
    v = Visitor(w)
    check("unverified", v.sign_in("an@example.be") == "303" and "unverified" in v.location, v.location)
    v.ask("GET", v.location)
    check("unverified: said", "nog niet bevestigd" in v.page)
    n, old = w.last_mail()
    v.sign_in("AN@Example.be")
    m, token = w.last_mail()
    check("a fresh link", (n, m) == (1, 2) and old != token)
    check("only the digest is kept", w.sql("SELECT hash FROM token") ==
          [(hashlib.sha256(token.encode()).digest(),)])
    check("the older one is void", v.ask("GET", f"/nl/verify/{old}") == "410")
    for _ in range(3):
        check("scanners change nothing", v.ask("GET", f"/nl/verify/{token}") == "200")
    check("whose it is", "an@example.be" in v.page)
    check("without token", v.ask("POST", f"/nl/verify/{token}", csrf="x") == "403")
    w.sql("UPDATE token SET expires_at = ?", int(time.time()) - 1)
    check("too late", v.ask("GET", f"/nl/verify/{token}") == "410")
    w.sql("UPDATE token SET expires_at = ?", int(time.time()) + 5)
    v.ask("GET", f"/nl/verify/{token}")
    check("altered", Visitor(w).ask("GET", f"/nl/verify/{token[:-1]}A") in ("410", "200"))
    csrf = v.csrf
    check("without the password", v.ask("POST", f"/nl/verify/{token}", csrf=csrf) == "422")
    check("with another password", v.ask("POST", f"/nl/verify/{token}", csrf=csrf, password=OTHER) == "422")
    check("said, and linked", 'href="#password"' in v.page and OTHER not in v.page)
    check("not confirmed", w.sql("SELECT count(*) FROM account WHERE verified_at > 0"
                                 " AND email = 'an@example.be'") == [(0,)])
    before = v.cookie
    check("the button", v.ask("POST", f"/nl/verify/{token}", csrf=csrf, password=PASSWORD) == "303",
          v.page[:200])
    check("a new secret", v.cookie and v.cookie != before)
    check("flags", "Path=/; Secure; HttpOnly; SameSite=Lax" in v.head, v.head)
    check("signed in", v.ask("GET", v.location) == "200", v.location)
    check("said", "bevestigd" in v.page and "Fout" not in v.page)
    check("once", v.ask("POST", f"/nl/verify/{token}", csrf=csrf, password=PASSWORD) == "410")
    before = v.cookie
    v = Visitor(w)
    check("in", v.sign_in("an@example.be", next="/en/company") == "303", v.page[:300])
    check("where to", v.location == "/en/company", v.location)
    check("another secret", v.cookie and v.cookie != before)
    check("company page", v.ask("GET", "/nl/company") == "200")
    for _ in range(6):      # a mailbox is not filled through us
        w.sql("UPDATE account SET verified_at = NULL WHERE email = 'an@example.be'")
        Visitor(w).sign_in("an@example.be")
        w.sql("DELETE FROM throttle WHERE key LIKE 'sign_in:%'")
    check("few mails", w.last_mail()[0] <= 6, w.last_mail()[0])
    w.sql("UPDATE account SET verified_at = 1 WHERE email = 'an@example.be'")


NUMBER = "0876543270"
STEPS = ({"name": "", "enterprise_number": NUMBER, "province": "limburg"},
         {"oneline": "Droogt slib met restwarmte", "summary_lang": "nl", "trl": "9", "sectors": "water.sludge",
          "summary": "Een banddroger die slib van waterzuivering droogt met restwarmte."},
         {"languages": "en", "regions": "CN", "cooperation": "sale"},
         {"contact_name": "An", "contact_email": "", "password": "", "consent": "1"}, {})


def register(w, mail, name, password, address="192.0.2.1", number=NUMBER):
    """Fill in the five steps; the visitor, at the answer to the last."""
    v = Visitor(w, address)
    v.ask("GET", "/nl/register")
    draft = v.location.rsplit("/", 1)[0]
    for n, fields in enumerate(STEPS, 1):
        v.ask("GET", f"{draft}/{n}")
        given = {"name": name, "enterprise_number": number, "contact_email": mail, "password": password}
        w.sql("UPDATE draft SET created_at = created_at - 10")
        v.ask("POST", f"{draft}/{n}", csrf=v.csrf, **{k: given.get(k, x) for k, x in fields.items()})
    v.draft = draft
    return v


def fresh_number():
    """A number that nobody has: ten digits, the last two 97 - the rest mod 97."""
    body = 4000000 + int.from_bytes(os.urandom(3), "big") % 5000000
    return f"{body:08d}{97 - body % 97:02d}".rjust(10, "0")


def confirm(w, token, password):
    v = Visitor(w)
    v.ask("GET", f"/nl/verify/{token}")
    return v.ask("POST", f"/nl/verify/{token}", csrf=v.csrf, password=password), v


def test_register(w):
    """Somebody else's address: its owner never confirms their registration, and loses nothing of one's own."""
    done = register(w, "lien@example.be", "Vreemd NV", OTHER)
    check("registered", done.status == "303" and done.location.endswith("/register/done"), done.page[-800:])
    _, strange = w.last_mail()
    check("the owner does not know the password", confirm(w, strange, PASSWORD)[0] == "422")
    done = register(w, "Lien@example.be", "Eigen BV", PASSWORD)
    check("the same answer", done.location.endswith("/register/done"), done.location)
    _, token = w.last_mail()
    check("the newest is kept", w.sql("SELECT c.name FROM company c JOIN account a ON a.company_id = c.id"
                                      " WHERE a.email = 'lien@example.be'") == [("Eigen BV",)])
    check("and no other", w.sql("SELECT count(*) FROM company WHERE name = 'Vreemd NV'") == [(0,)])
    check("the older link is void", Visitor(w).ask("GET", f"/nl/verify/{strange}") == "410")
    other = register(w, "piet@example.be", "Piet BV", OTHER, "192.0.2.3")
    _, late = w.last_mail()
    check("who is not confirmed holds no number", other.location.endswith("/register/done"), other.page[-800:])
    status, v = confirm(w, token, PASSWORD)
    check("confirmed", status == "303" and v.ask("GET", v.location) == "200" and "Eigen BV" in v.page)
    check("the number is taken now", register(w, "x@example.be", "Xus", OTHER).location.endswith("/1?check=1") or
          w.sql("SELECT count(*) FROM account WHERE email = 'x@example.be'") == [(0,)])
    check("who confirms later keeps all but the number", confirm(w, late, OTHER)[0] == "303")
    check("once", w.sql("SELECT name, enterprise_number FROM company WHERE name IN ('Eigen BV', 'Piet BV')"
                        " ORDER BY 1") == [("Eigen BV", NUMBER), ("Piet BV", None)])
    done = register(w, "lien@example.be", "Nog eens", OTHER, number=fresh_number())
    check("a confirmed one stays", done.location.endswith("/register/done") and
          w.sql("SELECT count(*) FROM company WHERE name = 'Nog eens'") == [(0,)])
    check("and is told", "al een account" in w.last_mail()[1], w.last_mail()[1][:300])


def test_register_limit(w):
    """Nobody fills a mailbox, and no network sends registrations without end; nothing typed is lost."""
    before = w.last_mail()[0]
    for i in range(7):
        v = register(w, "mia@example.be", "Mia BV", OTHER, f"192.0.2.{100 + i}", fresh_number())
    check("per mailbox", v.status == "429" and "Retry-After" in v.head and "Mia BV" in v.page, v.head)
    check("few mails", w.last_mail()[0] - before <= 5, w.last_mail()[0] - before)
    w.sql("UPDATE throttle SET until = ?", int(time.time()) - 1)
    check("after a while", v.ask("POST", f"{v.draft}/5", csrf=v.csrf) == "303", v.status)
    w.sql("DELETE FROM throttle")
    for i in range(7):
        v = register(w, f"m{i}@example.be", "Mus", OTHER, f"2001:db8:1:1:{i}::1",
                     fresh_number())
    check("per network", v.status == "429", v.status)
    check("others go on", register(w, "m8@example.be", "Mus", OTHER, "192.0.2.7", fresh_number()).status == "303")
    for i in range(7):
        v = register(w, f"l{i}@example.be", "Lis", OTHER, "127.0.0.1", fresh_number())
    check("this machine is not counted", v.status == "303", v.status)


def test_session(w):
    """Fixation, idle and whole life, sign-out, disabled: at the next request."""
    w.member("bo@example.be", verified=True)
    v = Visitor(w)
    v.cookie = "A" * 43
    v.ask("GET", "/nl/sign-in")
    v.sign_in("bo@example.be")
    check("a planted secret is not kept", v.cookie != "A" * 43)
    check("its digest is what is stored", w.sql("SELECT count(*) FROM session WHERE hash = ?",
          hashlib.sha256(v.cookie.encode()).digest()) == [(1,)])
    now = int(time.time())
    for seen, made, status in ((29 * 60, 29 * 60, "200"), (31 * 60, 31 * 60, "303"),
                               (60, 12 * 3600 - 60, "200"), (60, 12 * 3600 + 60, "303")):
        w.sql("UPDATE session SET seen_at = ?, created_at = ?", now - seen, now - made)
        check(f"alive after {seen}, {made}", v.ask("GET", "/nl/company") == status, v.status)
    w.sql("UPDATE session SET seen_at = ?, created_at = ?", now - 120, now - 120)
    v.ask("GET", "/nl/company")
    mine = hashlib.sha256(v.cookie.encode()).digest()
    seen = "SELECT seen_at FROM session WHERE hash = ?"
    check("seen", w.sql(seen, mine)[0][0] >= now)
    w.sql("UPDATE session SET seen_at = ?", now - 30)
    v.ask("GET", "/nl/company")
    check("noted once a minute", w.sql(seen, mine) == [(now - 30,)])
    w.sql("UPDATE account SET disabled = 1 WHERE email = 'bo@example.be'")
    check("disabled", v.ask("GET", "/nl/company") == "303")
    check("disabled: not in", Visitor(w).sign_in("bo@example.be") == "422")
    w.sql("UPDATE account SET disabled = 0 WHERE email = 'bo@example.be'")
    v.ask("GET", "/nl/company")
    old = v.cookie
    check("out", v.ask("POST", "/nl/sign-out", csrf=v.csrf) == "303" and v.cookie is None)
    v.cookie = old
    check("stays out", v.ask("GET", "/nl/company") == "303")
    twice = Visitor(w)
    twice.cookie = f"{old}; __Host-sid={'B' * 43}"
    check("two cookies are none", twice.ask("GET", "/nl/company") == "303")


def test_staff(w):
    """The second factor: set up at first, asked for after, each code once; 8 hours, 15 minutes."""
    add = ("staff", "add", "--name", "Cas", "--partner", "limburg", "--role", "reviewer")
    w.run(*add, "--email", "cas@example.be", "--password-stdin", given=PASSWORD)
    w.run(*add, "--email", "cas@example.be", "--password-stdin", given=PASSWORD, code=1)
    w.run(*add, "--email", "d@example.be", "--password-stdin", given="kort", code=1)
    w.run(*add, "--email", "d@example.be", "--password-stdin", given="Cleantech Route 2026", code=1)
    w.run(*add, "--email", "d@example.be", "--password-stdin", "--totp", SECRET, given=PASSWORD, code=1)
    w.run(*add, "--email", "d@example.be\nx", "--password-stdin", given=PASSWORD, code=1)
    w.run("staff", "add", "--email", "d@example.be", "--name", "D", "--partner", "x", "--role",
          "editor", "--password-stdin", given=PASSWORD, code=1)
    w.run("staff", "add", "--email", "d@example.be", "--name", "D", "--partner", "fit", "--role",
          "member", "--password-stdin", given=PASSWORD, code=1)
    w.run("staff", "add", "--email", "d@example.be", code=2)
    v = Visitor(w)
    check("first step", v.sign_in("cas@example.be") == "303" and "/code" in v.location, v.location)
    first = v.cookie
    check("not in yet", v.ask("GET", "/nl/staff/mail") == "303")
    v.ask("GET", "/nl/sign-in/code")
    secret = re.search(r"<strong>([A-Z2-7 ]{39})</strong>", v.page)[1].replace(" ", "")
    check("a QR code", re.search(r'<path fill="#000" d="[MHhvz0-9 -]+"/>', v.page))
    v2 = Visitor(w)
    v2.sign_in("cas@example.be")
    v2.ask("GET", "/nl/sign-in/code")
    check("each time another secret", secret.encode() not in v2.page.replace(" ", "").encode())
    secret = re.search(r"<strong>([A-Z2-7 ]{39})</strong>", v2.page)[1].replace(" ", "")
    check("wrong code", v2.code("000000") == "422")
    check("right code", v2.code(totp(secret)) == "303" and v2.location == "/nl/staff/review", v2.page)
    check("in", v2.ask("GET", "/nl/staff/mail") == "200")
    check("a new secret again", v2.cookie != first)
    third = Visitor(w)
    third.sign_in("cas@example.be")
    third.ask("GET", "/nl/sign-in/code")
    check("asked, not shown", secret not in third.page.replace(" ", "") and "<path fill" not in third.page)
    used = int(w.sql("SELECT totp_last_step FROM account WHERE email = 'cas@example.be'")[0][0])
    check("no code twice", third.code(totp(secret, used - int(time.time()) // 30)) == "422")
    check("the next one", third.code(totp(secret, 1)) == "303")
    now = int(time.time())
    for seen, made, status in ((14 * 60, 14 * 60, "200"), (16 * 60, 16 * 60, "303"),
                               (60, 8 * 3600 - 60, "200"), (60, 8 * 3600 + 60, "303")):
        w.sql("UPDATE session SET seen_at = ?, created_at = ?", now - seen, now - made)
        check(f"staff alive after {seen}, {made}", v2.ask("GET", "/nl/staff/mail") == status, v2.status)
    w.sql("UPDATE session SET seen_at = ?, created_at = ?", now, now)
    w.run("staff", "reset", "--email", "cas@example.be", "--password-stdin", given=OTHER)
    check("reset ends sessions", v2.ask("GET", "/nl/staff/mail") == "303")
    check("old password", Visitor(w, "192.0.2.9").sign_in("cas@example.be") == "422")
    v3 = Visitor(w, "192.0.2.8")
    v3.sign_in("cas@example.be", OTHER)
    w.sql("UPDATE session SET created_at = ?", now - 11 * 60)
    check("ten minutes for the code", v3.ask("GET", "/nl/sign-in/code") == "303")
    check("the list", "cas@example.be\tCas\tlimburg\treviewer\tsecond step not set" in w.run("staff", "list"))


def test_throttle(w):
    """Five failures, then growing pauses, also over codes; kept in the database; it heals."""
    w.run("staff", "add", "--email", "eva@example.be", "--name", "Eva", "--partner", "fit", "--role",
          "admin", "--demo", "--totp", SECRET, "--password-stdin", given=PASSWORD)
    for i in range(3):
        check("wrong", Visitor(w, f"198.51.100.{i}").sign_in("eva@example.be", OTHER) == "422")
    v = Visitor(w, "198.51.100.50")
    check("right password", v.sign_in("eva@example.be") == "303")
    check("wrong code", v.code("000000") == "422")
    check("wrong code", v.code("000001") == "422")
    check("pause for codes", v.code(totp(SECRET)) == "429")
    check("pause for the account", Visitor(w, "198.51.100.51").sign_in("eva@example.be") == "429")
    check("others go on", Visitor(w, "198.51.100.52").sign_in("bo@example.be") == "303")
    until = [u for _, u in w.sql("SELECT failures, until FROM throttle ORDER BY until DESC LIMIT 1")][0]
    check("half a minute", 25 <= until - time.time() <= 31, until - time.time())
    w.sql("UPDATE throttle SET until = ?", int(time.time()) - 1)
    check("after it: right", v.code(totp(SECRET)) == "303", v.page[-3000:])
    check("forgotten", Visitor(w, "198.51.100.53").sign_in("eva@example.be", OTHER) == "422")
    for i in range(5):      # one address, many accounts
        Visitor(w, f"2001:db8:7:7:{i}::1").sign_in(f"u{i}@example.be")
    check("the network pauses", Visitor(w, "2001:db8:7:7:9::1").sign_in("bo@example.be") == "429")
    check("another goes on", Visitor(w, "2001:db8:7:8::1").sign_in("bo@example.be") == "303")


def test_enumeration(w):
    """Who has no account gets the same page, in the same time."""
    times, pages = {}, {}
    for mail in ("bo@example.be", "ba@example.be") * 10:
        w.sql("DELETE FROM throttle")
        v = Visitor(w)
        v.ask("GET", "/nl/sign-in")
        start = os.times()
        status = v.sign_in(mail, OTHER)
        end = os.times()
        times.setdefault(mail, []).append(end.children_user + end.children_system -
                                          start.children_user - start.children_system)
        pages[mail] = (status, SAME.sub("", v.page), re.sub("Content-Length: .*", "", v.head))
    check("same page", pages["bo@example.be"] == pages["ba@example.be"])
    # Time of the processor, since the machine does other things too.  Without a hash: 80 ms less.
    a, b = (statistics.median(times[m]) for m in times)
    check("same time", abs(a - b) < 0.03, f"{a:.3f} {b:.3f}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    world = World(sys.argv[1])
    tests = [test_confirm, test_register, test_register_limit, test_session, test_staff, test_throttle, test_enumeration]
    for test in tests:
        world.sql("DELETE FROM throttle")
        test(world)
    hashes = world.sql("SELECT count(*) FROM account WHERE password_hash NOT LIKE"
                       " '$argon2id$v=19$m=65536,t=2,p=1$%'")
    check("every hash is Argon2id", hashes == [(0,)])
    shutil.rmtree(world.folder)
    print(f"sign-in: {len(tests)} scenes, {failures} failures")
    return failures > 0


sys.exit(main())
