#!/usr/bin/python3
"""Kill, replace and stop the daemon under load, as deploy/run sets it up with nginx.

    tests/fault/daemon.py [WORD]    only tests whose name has WORD
"""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from fault_platform import (PROGRAM, ROOT, Load, Platform, Tests, alive, children, command, free_port, get,
                            poster, state, until)

KILL_SECONDS, KILL_EVERY = 6.0, 0.4


def no_failed(load, least=50):
    assert load.done >= least, f"too little load: {load.told()}"
    assert not load.failed, load.told()
    return load.told()


def busy_one(workers):
    """A worker that is in the middle of a request, if one is found soon."""
    for _ in range(400):
        for pid in workers:
            if state(pid) == "R":
                return pid
    return random.choice(workers)


def kill_workers(p, seconds):
    """SIGKILL one worker after the other, at work rather than waiting."""
    killed, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        workers = p.workers()
        if workers:
            killed.append(busy_one(workers))
            os.kill(killed[-1], signal.SIGKILL)
        time.sleep(KILL_EVERY)
    return killed


def restored(p, n):
    until(f"{n} workers again", 40, lambda: len(p.workers()) == n)


def integrity(p):
    with sqlite3.connect(f"file:{p.data}/cleantechroute.db?mode=ro", uri=True) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",), "the database is damaged"
        assert not db.execute("PRAGMA foreign_key_check").fetchall(), "a reference leads nowhere"


def test_respawn(p):
    n, victim = p.worker_count(), p.workers()[0]
    assert n > 1, f"{n} workers"
    os.kill(victim, signal.SIGKILL)
    start = time.monotonic()
    until("another worker", 2, lambda: len(p.workers()) == n and victim not in p.workers())
    return f"{time.monotonic() - start:.2f} s"


def test_kill_under_get(p):
    n = p.worker_count()
    with Load(p, get, threads=8, pause=0) as load:
        killed = kill_workers(p, KILL_SECONDS)
    restored(p, n)
    assert len(killed) > 5, f"{len(killed)} killed"
    return f"{len(killed)} killed, {no_failed(load)}"


def test_kill_under_post(p):
    n = p.worker_count()
    with Load(p, poster(p), threads=2) as load:
        killed = kill_workers(p, KILL_SECONDS)
    restored(p, n)
    assert load.done > 20, load.told()
    assert len(load.failed) <= len(killed), f"{len(killed)} killed, {load.told()}"
    integrity(p)
    return f"{len(killed)} killed, {load.told()}"


def test_term_worker(p):
    n, victim = p.worker_count(), p.workers()[0]
    time.sleep(0.3)
    os.kill(victim, signal.SIGTERM)
    until("the end of an idle worker", 1, lambda: not alive(victim))
    restored(p, n)


def test_hup(p):
    daemon, old = p.daemon, p.workers()
    with Load(p, get) as gets, Load(p, poster(p), threads=2) as posts:
        for _ in range(4):
            os.kill(p.daemon, signal.SIGHUP)
            time.sleep(1.2)
        os.kill(p.holder, signal.SIGHUP)
        time.sleep(1.2)
    restored(p, p.worker_count())
    assert p.daemon == daemon, "the daemon has another pid"
    assert not set(old) & set(p.workers()), "an old worker is still there"
    integrity(p)
    return f"GET {no_failed(gets)}; POST {no_failed(posts, 20)}"


def test_kill_daemon(p):
    time.sleep(3)       # hold-socket gives up on what dies within 2 s of its start
    daemon, holder, n = p.daemon, p.holder, p.worker_count()
    old = children(daemon)
    with Load(p, get) as gets, Load(p, poster(p), threads=2) as posts:
        os.kill(daemon, signal.SIGKILL)
        time.sleep(3)
    assert p.holder == holder and p.daemon != daemon, "the daemon was not started again"
    restored(p, n)
    until("the end of the old children", 12, lambda: not any(alive(pid) for pid in old))
    integrity(p)
    return f"GET {no_failed(gets)}; POST {no_failed(posts, 10)}"


def test_reload_nginx(p):
    nginx = next(pid for pid in children(p.process.pid) if "nginx" in command(pid)[0])
    with Load(p, get) as gets, Load(p, poster(p), threads=2) as posts:
        for _ in range(4):
            os.kill(nginx, signal.SIGHUP)
            time.sleep(0.7)
    # nginx 1.22 can cut a long answer as its old worker ends: an event that it has put off holds
    # no timer, so the worker sees nothing left to do.  A short answer, as of a POST, is never cut.
    assert len(gets.failed) <= 4, f"GET {gets.told()}"
    return f"GET {gets.told()}; POST {no_failed(posts, 20)}"


def test_locked_database(p):
    """Somebody else writes for long: reading goes on, writing says "later" in time."""
    path, body = p.draft()
    db = sqlite3.connect(p.data + "/cleantechroute.db", isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    try:
        with Load(p, get) as gets:
            start = time.monotonic()
            status, headers, _ = p.request("POST", path, body)
            took = time.monotonic() - start
            time.sleep(1)
    finally:
        db.execute("ROLLBACK")
        db.close()
    assert status == 503, f"a write while locked: {status}"
    assert headers.get("Retry-After"), "no Retry-After"
    assert took < 6.5, f"it took {took:.1f} s"
    assert p.request("POST", path, body)[0] == 303, "a write after it"
    return f"503 after {took:.1f} s; GET {no_failed(gets)}"


def test_slow_clients(p):
    """More open, silent connections than workers: others are served all the same."""
    import socket
    held = []
    for i in range(60):
        s = socket.create_connection(("127.0.0.1", p.port))
        s.sendall(b"POST /nl/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                  b"Content-Length: 1000\r\n\r\na" if i % 2 else b"GET /nl/ HTTP/1.1\r\nHost: loc")
        held.append(s)
    with Load(p, get) as load:
        time.sleep(3)
    for s in held:
        s.close()
    assert load.slowest < 1.5, load.told()
    return no_failed(load)


def test_second_on_same_data(p):
    second = subprocess.run([ROOT + "/deploy/run", "--no-install", "--port", str(free_port()), "--data", p.data],
                            capture_output=True, text=True, timeout=60)
    assert second.returncode == 1, f"ended with {second.returncode}"
    assert "already running" in second.stderr, second.stderr
    with tempfile.TemporaryDirectory() as other:
        third = subprocess.run([ROOT + "/deploy/run", "--no-install", "--port", str(p.port), "--data", other],
                               capture_output=True, text=True, timeout=60)
    assert third.returncode == 1 and "in use" in third.stderr, third.stderr
    assert p.request("GET", "/nl/")[0] == 200, "the first no longer answers"
    return second.stderr.strip()


def gone(p, processes, socket_path):
    """Nothing is left of a stopped platform."""
    until("the end of all processes", 3, lambda: not any(alive(pid) for pid in processes))
    assert not os.path.exists(socket_path), f"{socket_path} is still there"
    assert not os.path.exists(os.path.dirname(socket_path)), f"{os.path.dirname(socket_path)} is still there"
    for pid in os.listdir("/proc"):
        if pid.isdigit() and any(p.data in a for a in command(pid)):
            raise AssertionError(f"still running: {pid} {' '.join(command(pid))}")


def test_stop(p, sig, group, under_load):
    processes, path = p.processes(), p.socket
    assert len(processes) >= 8, f"{len(processes)} processes"
    if under_load:
        with Load(p, lambda q, turn: get(q, turn) and None):
            took = p.stop(sig, group)
    else:
        took = p.stop(sig, group)
    assert took < 12, f"{took:.1f} s"
    gone(p, processes, path)
    return f"{took:.1f} s"


def counts(p):
    with sqlite3.connect(f"file:{p.data}/cleantechroute.db?mode=ro", uri=True) as db:
        return {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]
                for t in ("company", "technology", "opportunity", "match", "account", "sector", "region", "draft")}


def test_again(holder):
    """The same data once more: all is still there, and nothing is there twice."""
    old = holder["p"]
    old.stop()
    before = counts(old)
    assert before["match"] > 100 and before["draft"] > 0, before
    p = holder["p"] = Platform(old.data, old.port)
    assert p.request("GET", "/nl/")[0] == 200, "home"
    after = counts(p)
    assert after == before, f"{before} became {after}"


def test_interrupted_setup(_):
    """deploy/run ended while it makes the database: the next time everything is there, and it says the account."""
    data, killed = tempfile.mkdtemp(prefix="fault-"), 0
    try:
        for turn in range(5):
            setup = subprocess.Popen(
                [ROOT + "/deploy/run", "--no-install", "--port", str(free_port()), "--data", data],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            try:
                until("a database in the making", 120, lambda: os.path.exists(data + "/cleantechroute.db.new"))
                time.sleep(0.25 * turn)
                killed += not os.path.exists(data + "/cleantechroute.db")
            finally:
                os.killpg(setup.pid, signal.SIGKILL if turn % 2 else signal.SIGINT)
                setup.wait(20)
        p = Platform(data)
        found = counts(p)
        assert found["account"] == 1 and found["match"] > 100, found
        assert "demo.admin@" in p.said and "second factor" in p.said, p.said
        p.stop()
        subprocess.run([PROGRAM, "--db", data + "/cleantechroute.db", "seed", "--remove-demo"],
                       env=dict(os.environ, CLEANTECHROUTE_SHARE=ROOT), check=True, capture_output=True)
        p = Platform(data)
        said = p.said
        p.stop()
        assert "second factor" not in said and "staff add" in said, said
        return f"{killed} of 5 in the middle"
    finally:
        shutil.rmtree(data, ignore_errors=True)


class Alone:
    """The daemon without nginx, on a socket of its own; a copy of the program, on an empty database."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="fault-")
        self.program, self.socket = self.folder + "/program", self.folder + "/socket"
        shutil.copy(PROGRAM, self.program)
        env = dict(os.environ, CLEANTECHROUTE_DB=self.folder + "/t.db", CLEANTECHROUTE_SHARE=ROOT)
        for args in (["init"], ["seed", ROOT + "/seed"]):
            subprocess.run([PROGRAM] + args, env=env, check=True, capture_output=True)
        with open(self.folder + "/log", "w", encoding="utf-8") as log:
            self.daemon = subprocess.Popen([self.program, "serve", "--socket", self.socket, "--workers", "3"],
                                           env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.wait_up()
        return self

    def wait_up(self):
        until("its children", 10, lambda: len(children(self.daemon.pid)) == 5 and os.path.exists(self.socket))
        time.sleep(0.5)

    def log(self):
        with open(self.folder + "/log", encoding="utf-8", errors="replace") as f:
            return f.read()

    def __exit__(self, *_):
        self.daemon.terminate()
        self.daemon.wait(20)
        shutil.rmtree(self.folder)


def test_malformed(_):
    """Broken FastCGI ends a connection, not a worker."""
    with Alone() as a:
        before = children(a.daemon.pid)
        done = subprocess.run(["/usr/bin/python3", ROOT + "/tests/fault/fcgi_malformed.py", a.socket,
                               str(a.daemon.pid)], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{done.stdout}{done.stderr}{a.log()[-2000:]}"
        assert children(a.daemon.pid) == before, f"workers were {before}, are {children(a.daemon.pid)}"


def test_upgrade(_):
    """SIGHUP runs the program that lies there now, not the one that was started."""
    with Alone() as a:
        shutil.copy(PROGRAM, a.program + ".new")
        os.rename(a.program + ".new", a.program)
        assert os.readlink(f"/proc/{a.daemon.pid}/exe").endswith(" (deleted)")
        old = children(a.daemon.pid)
        for _ in range(5):      # in a row: none may end it before it listens for signals again
            os.kill(a.daemon.pid, signal.SIGHUP)
            time.sleep(0.02)
        until("other children", 10, lambda: not set(old) & set(children(a.daemon.pid)))
        a.wait_up()
        assert a.daemon.poll() is None, f"it ended: {a.log()[-500:]}"
        assert os.readlink(f"/proc/{a.daemon.pid}/exe") == a.program, "the old program"


def main():
    only, tests = (sys.argv + [""])[1], Tests("daemon")
    holder = {}

    def run(what, test, *args):
        if only in what:
            tests.run(what, lambda: test(holder["p"], *args))

    if not tests.run("deploy/run starts", lambda: holder.update(p=Platform())):
        sys.exit(tests.end())
    run("a killed worker is replaced", test_respawn)
    run("kill -9 of workers under GET: none fails", test_kill_under_get)
    run("kill -9 of workers under POST: only those that were killed fail", test_kill_under_post)
    run("SIGTERM ends an idle worker within a second", test_term_worker)
    run("SIGHUP under load: nothing fails", test_hup)
    run("kill -9 of the daemon under load: requests only wait", test_kill_daemon)
    run("nginx reload under load: nothing fails", test_reload_nginx)
    run("a locked database: reading goes on, writing says 503", test_locked_database)
    run("slow and silent visitors keep nobody waiting", test_slow_clients)
    run("a second deploy/run on the same data or port refuses", test_second_on_same_data)
    run("SIGTERM under load leaves no process and no socket", test_stop, signal.SIGTERM, False, True)
    if not only:
        tests.run("deploy/run once more on the same data", lambda: test_again(holder))
    run("Ctrl-C leaves no process and no socket", test_stop, signal.SIGINT, True, False)
    run("interrupted while it makes the database, then once more", test_interrupted_setup)
    run("broken FastCGI ends a connection, not a worker", test_malformed)
    run("SIGHUP after an upgrade runs the new program", test_upgrade)
    holder["p"].stop()
    if tests.failed:
        holder["p"].keep_logs("daemon")
    holder["p"].remove()
    sys.exit(tests.end())


main()
