#!/usr/bin/python3
"""The outbox against a mail server that refuses, waits, dies: each mail once, with back-off.

    smtp.py PROGRAM

Plays `PROGRAM mail send` against an aiosmtpd sink.  What a recipient's name says is how
the server answers: ok@, later@ (451 to the text), never@ (550 to the recipient), slow@ (no answer for
a while), hangup@ (the line is cut).  Prints a line per failure and ends with 1 if there was one.
"""
import email
import email.policy
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from aiosmtpd.controller import Controller

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SLOW_SECONDS = 14       # above the ten of the sender
TEXT = "Beste,\n\nOpen http://localhost:8080/nl/verify/abc= 请确认\n.\n..\n"
HEADERS = ["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "Content-Language",
           "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
failures = 0


def check(what, ok, more=""):
    global failures
    if not ok:
        failures += 1
        print(f"FAILED  {what}  {more}")


class Sink:
    """What arrives, and the answers."""

    def __init__(self):
        self.got, self.connections, self.slow = [], 0, threading.Event()

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("never@"):
            return "550 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        import asyncio
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "later":
            return "451 come back"
        if name == "slow":
            self.slow.set()
            await asyncio.sleep(SLOW_SECONDS)
        if name == "hangup":
            server.transport.abort()
            return "250 OK"
        self.got.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        return "250 OK"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Box:
    """A database of its own, and its outbox."""

    def __init__(self, program, port):
        self.program, self.folder = program, tempfile.mkdtemp(prefix="smtp-")
        self.db = self.folder + "/t.db"
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
        self.env = dict(kept, CLEANTECHROUTE_DB=self.db, CLEANTECHROUTE_SHARE=ROOT,
                        CLEANTECHROUTE_SMTP=f"smtp://127.0.0.1:{port}",
                        CLEANTECHROUTE_MAIL_FROM="noreply@platform.example")
        done = self.run("init")
        if done.returncode != 0:
            sys.exit(f"init: {done.stderr}")

    def run(self, *args, **more):
        return subprocess.run([self.program, *args], env=self.env, text=True, capture_output=True,
                              timeout=120, **more)

    def start(self):
        return subprocess.Popen([self.program, "mail", "send"], env=self.env,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def sql(self, text, *values):
        with sqlite3.connect(self.db, timeout=10) as c:
            return c.execute(text, values).fetchall()

    def put(self, recipient, age=0, subject="请确认您的邮箱地址 – é"):
        now = int(time.time()) - age
        return self.sql("INSERT INTO outbox (kind, recipient, lang, subject, body, state, next_try_at,"
                        " created_at) VALUES ('verify_email', ?, 'zh', ?, ?, 'waiting', ?, ?)"
                        " RETURNING id", recipient, subject, TEXT, now, now)[0][0]

    def row(self, number):
        names = ("state", "tries", "next_try_at", "last_error", "body")
        return dict(zip(names, self.sql(f"SELECT {', '.join(names)} FROM outbox WHERE id = ?",
                                        number)[0]))

    def due_again(self, number):
        self.sql("UPDATE outbox SET next_try_at = 0 WHERE id = ?", number)


def test_ok(box, sink):
    number = box.put("ok@example.be")
    check("send: exit", box.run("mail", "send").returncode == 0)
    check("send: again", box.run("mail", "send").returncode == 0)
    check("once", len(sink.got) == 1, sink.got)
    sender, recipients, raw = sink.got[0]
    check("envelope", (sender, recipients) == ("noreply@platform.example", ["ok@example.be"]))
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    check("headers", mail.keys() == HEADERS, mail.keys())
    check("subject", mail["Subject"] == "请确认您的邮箱地址 – é", mail["Subject"])
    check("from", "清洁技术之路" in str(mail["From"]), mail["From"])
    check("text", mail.get_content().replace("\r\n", "\n") == TEXT, repr(mail.get_content()))
    row = box.row(number)
    check("row", (row["state"], row["tries"], row["body"]) == ("sent", 1, ""), row)


def test_later(box, sink):
    """4xx: waits 1, 5, 15, 60 minutes, 6 hours; the mail behind it goes out all the same."""
    number, behind = box.put("later@example.be"), box.put("ok@example.be")
    for minutes in (1, 5, 15, 60, 360, 360):
        now = time.time()
        box.run("mail", "send")
        row = box.row(number)
        check(f"later: {minutes} min", row["state"] == "waiting" and
              abs(row["next_try_at"] - now - 60 * minutes) < 5, row)
        check("later: why", "451" in row["last_error"] and "example.be" not in row["last_error"], row)
        tried = row["tries"]
        box.run("mail", "send")
        check("later: not before its time", box.row(number)["tries"] == tried)
        box.due_again(number)
    check("later: the other one", box.row(behind)["state"] == "sent" and len(sink.got) == 1)
    box.sql("UPDATE outbox SET created_at = created_at - 172800 WHERE id = ?", number)
    box.run("mail", "send")
    row = box.row(number)
    check("later: given up", (row["state"], row["body"]) == ("failed", ""), row)


def test_never(box, sink):
    """5xx: at once given up; hostile addresses and subjects never reach the server."""
    number, behind = box.put("never@example.be"), box.put("ok@example.be")
    hostile = [box.put(a) for a in ("a@b.be\nBcc: c@d.be", "a@b.be,c@d.be", "<a@b.be>", "a b@c.be",
                                    "a@b.be\r\nDATA", "", "a@b.be> SIZE=1", "é@b.be")]
    hostile += [box.put("a@b.be", subject=s) for s in ("x\nBcc: c@d.be", "x\r\n\r\ntext", "\x01")]
    box.run("mail", "send")
    row = box.row(number)
    check("never", (row["state"], row["tries"], row["body"]) == ("failed", 1, ""), row)
    check("never: why", "550" in row["last_error"], row)
    check("hostile", all(box.row(h)["state"] == "failed" for h in hostile))
    check("never: one got through", len(sink.got) == 1 and sink.got[0][1] == ["ok@example.be"], sink.got)
    check("never: the other one", box.row(behind)["state"] == "sent")


def test_down(box, sink):
    """No server: one attempt, all wait, and it is said."""
    box.env = dict(box.env, CLEANTECHROUTE_SMTP=f"smtp://127.0.0.1:{free_port()}")
    first, second = box.put("ok@example.be"), box.put("ok@example.be")
    done = box.run("mail", "send")
    check("down: exit", done.returncode == 1 and "nobody takes mails" in done.stderr, done)
    check("down: rows", [box.row(n)["state"] for n in (first, second)] == ["waiting"] * 2)
    check("down: one attempt", box.row(first)["tries"] == 1 and box.row(second)["tries"] == 0)


def test_slow(box, sink):
    """A silent server is given up after ten seconds, holds up no writer, and nothing comes twice."""
    number = box.put("slow@example.be")
    start = time.time()
    sender = box.start()
    check("slow: reached", sink.slow.wait(10))
    box.run("staff", "list")
    now = time.time()
    box.sql("BEGIN IMMEDIATE")
    check("slow: nobody waits", time.time() - now < 1)
    second = box.run("mail", "send")
    check("slow: one mailer only", second.returncode == 1 and "another mailer" in second.stderr, second)
    sender.wait(60)
    check("slow: ten seconds", 8 < time.time() - start < SLOW_SECONDS, time.time() - start)
    row = box.row(number)
    check("slow: waits", (row["state"], row["tries"]) == ("waiting", 1), row)


def test_hangup(box, sink):
    number = box.put("hangup@example.be")
    box.run("mail", "send")
    row = box.row(number)
    check("hangup: tried again later", (row["state"], row["tries"]) == ("waiting", 1), row)


def test_many(box, sink):
    """Four mailers at once, killed and started again: all go out, none twice."""
    numbers = [box.put(f"n{i}@example.be") for i in range(60)]
    senders = [box.start() for _ in range(4)]
    time.sleep(0.1)
    senders[0].kill()
    for s in senders:
        s.wait(60)
    box.run("mail", "send")
    # What the killed one had in hand may be out: it is left alone for its time, then sent once more.
    in_hand = [n for n in numbers if box.row(n)["state"] == "sending"]
    check("many: in hand", len(in_hand) <= 1, in_hand)
    for n in in_hand:
        check("many: for its time", box.row(n)["next_try_at"] > time.time() + 800, box.row(n))
        box.due_again(n)
    box.run("mail", "send")
    to = sorted(g[1][0] for g in sink.got)
    check("many: all", len(set(to)) == len(numbers), len(set(to)))
    # The killed one may have been between the server's answer and its own note.
    check("many: none twice", len(to) - len(set(to)) <= 1, to)
    ids = [email.message_from_bytes(g[2])["Message-ID"] for g in sink.got]
    check("many: the same mail has the same Message-ID", len(set(ids)) == len(numbers))
    check("many: rows", all(box.row(n)["state"] == "sent" for n in numbers))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tests = [test_ok, test_later, test_never, test_down, test_slow, test_hangup, test_many]
    for test in tests:
        sink = Sink()
        # One folder and one server for each: what one leaves is not the next one's.
        controller = Controller(sink, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=False)
        controller.start()
        box = Box(os.path.abspath(sys.argv[1]), controller.port)
        test(box, sink)
        controller.stop()
        shutil.rmtree(box.folder)
    print(f"smtp: {len(tests)} scenes, {failures} failures")
    return failures > 0


sys.exit(main())
