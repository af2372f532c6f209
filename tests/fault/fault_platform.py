"""What the fault tests share: the platform as deploy/run starts it, its processes, load on it."""
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = ROOT + "/build/release/cleantechroute"
START_SECONDS = 900     # deploy/run may have to build first


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def until(what, seconds, ask):
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.05)


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
            return [int(p) for p in f.read().split()]
    except OSError:
        return []


def command(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as f:
            return f.read().decode(errors="replace").split("\0")
    except OSError:
        return []


def state(pid):
    """R running, S waiting, Z ended but not buried; None: there is no such process."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as f:
            return f.read().rpartition(")")[2].split()[0]
    except OSError:
        return None


def alive(pid):
    return state(pid) not in (None, "Z")


def sockets_of(pid):
    found = set()
    try:
        for fd in os.listdir(f"/proc/{pid}/fd"):
            try:
                target = os.readlink(f"/proc/{pid}/fd/{fd}")
            except OSError:
                continue
            if target.startswith("socket:"):
                found.add(target)
    except OSError:
        pass
    return found


class Platform:
    """deploy/run on a folder of its own."""

    def __init__(self, data=None, port=None):
        self.data = data or tempfile.mkdtemp(prefix="fault-")
        self.port = port or free_port()
        self.said, self.count = "", 0
        # A session of its own, so that a signal can go to all of it, as from a terminal.
        self.process = subprocess.Popen(
            [ROOT + "/deploy/run", "--no-install", "--port", str(self.port), "--data", self.data],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        try:
            until("deploy/run", START_SECONDS, self.is_up)
        except AssertionError as e:
            self.stop()
            raise AssertionError(f"{e}\n{self.said}") from e

    def read(self):
        for line in self.process.stdout:
            self.said += line

    def is_up(self):
        if self.process.poll() is not None:
            raise AssertionError(f"deploy/run ended with {self.process.returncode}")
        return "Ctrl-C" in self.said

    @property
    def holder(self):
        return next(p for p in children(self.process.pid) if any("hold-socket" in a for a in command(p)))

    @property
    def socket(self):
        args = command(self.holder)
        return args[next(i for i, a in enumerate(args) if "hold-socket" in a) + 1]

    @property
    def daemon(self):
        return until("the daemon", 5, lambda: children(self.holder))[0]

    def workers(self):
        """Only workers keep the listening socket."""
        holder, daemon = self.holder, children(self.holder)
        held = sockets_of(holder)
        return [p for p in (children(daemon[0]) if daemon else []) if sockets_of(p) & held]

    def worker_count(self):
        """How many there are when nothing happens: a child that has just started looks like a worker."""
        while not self.count:
            seen = []
            for _ in range(5):
                seen.append(len(self.workers()))
                time.sleep(0.2)
            self.count = seen[0] if len(set(seen)) == 1 else 0
        return self.count

    def processes(self):
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            todo += children(pid)
        return found

    def log(self):
        with open(self.data + "/daemon.log", encoding="utf-8", errors="replace") as f:
            return f.read()

    def request(self, method, path, body=None, headers=None, timeout=30):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = dict(headers or {}, Host=f"localhost:{self.port}", Connection="close")
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            c.request(method, path, body, headers)
            answer = c.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")
        finally:
            c.close()

    def draft(self):
        """The first step of a new registration: its path, and a body that it accepts."""
        status, headers, page = self.request("GET", "/nl/register")
        found = re.search(r"/nl/register/[\w-]{20,}/1", headers.get("Location", "") + page)
        assert found, f"/nl/register leads nowhere: {status}"
        page = self.request("GET", found[0])[2]
        csrf = re.search(r'name="csrf" value="([^"]+)"', page)
        assert csrf, "no token on the first step"
        return found[0], (f"csrf={csrf[1]}&name=Fout+NV&enterprise_number=0123.456.749"
                          "&province=limburg&website=&founded=&size=")

    def stop(self, sig=signal.SIGTERM, group=False, seconds=25):
        """Seconds it took."""
        start = time.monotonic()
        if self.process.poll() is None:
            if group:
                os.killpg(self.process.pid, sig)
            else:
                self.process.send_signal(sig)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            raise AssertionError(f"deploy/run does not stop in {seconds} s") from None
        return time.monotonic() - start

    def keep_logs(self, name):
        logs = os.environ.get("LOGS", ROOT + "/build/test-logs")
        os.makedirs(logs, exist_ok=True)
        for log in ("daemon.log", "nginx-error.log"):
            shutil.copy(f"{self.data}/{log}", f"{logs}/{name}-{log}")
        print(f"    {logs}/{name}-daemon.log, {name}-nginx-error.log")

    def remove(self):
        shutil.rmtree(self.data, ignore_errors=True)


class Load:
    """Requests from several threads until the end of a "with"; what failed is told."""

    def __init__(self, platform, ask, threads=4, pause=0.005):
        self.platform, self.ask, self.pause = platform, ask, pause
        self.done, self.failed, self.slowest, self.ending = 0, [], 0.0, False
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.work, args=(i,), daemon=True) for i in range(threads)]

    def work(self, number):
        turn = number
        while not self.ending:
            turn += 1
            start = time.monotonic()
            try:
                wrong = self.ask(self.platform, turn)
            except OSError as e:
                wrong = repr(e)
            except http.client.HTTPException as e:
                wrong = repr(e)
            with self.lock:
                self.done += 1
                self.slowest = max(self.slowest, time.monotonic() - start)
                if wrong:
                    self.failed.append(wrong)
            time.sleep(self.pause)

    def __enter__(self):
        for t in self.threads:
            t.start()
        time.sleep(0.5)
        return self

    def __exit__(self, *_):
        self.ending = True
        for t in self.threads:
            t.join(40)

    def told(self):
        return f"{self.done} requests, {len(self.failed)} failed, slowest {self.slowest:.1f} s: {self.failed[:3]}"


PATHS = ("/nl/", "/nl/opportunities", "/zh/regions", "/en/opportunities?sector=water", "/nl/sign-in")


def get(platform, turn):
    """One page, whole."""
    path = PATHS[turn % len(PATHS)]
    status, _, body = platform.request("GET", path)
    if status != 200 or not body.rstrip().endswith("</html>"):
        return f"GET {path}: {status}, {len(body)} bytes"
    return None


def poster(platform):
    """A function that saves the first step of a registration, in a draft of its own."""
    path, body = platform.draft()

    def post(p, _):
        status, headers, _ = p.request("POST", path, body)
        if status != 303 or not headers.get("Location", "").endswith("/2"):
            return f"POST: {status} {headers.get('Location')}"
        return None
    return post


class Tests:
    """Named tests one after the other; the last line counts them."""

    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def run(self, what, test, *args):
        start = time.monotonic()
        try:
            told = test(*args)
        except Exception as e:      # whatever it was, it is told and the rest goes on
            self.failed += 1
            print(f"FAILED  {self.name}: {what}\n    {type(e).__name__}: {e}".replace("\n", "\n    "), flush=True)
            return False
        self.passed += 1
        print(f"ok      {self.name}: {what} ({time.monotonic() - start:.1f} s)"
              f"{' - ' + told if told else ''}", flush=True)
        return True

    def end(self):
        print(f"{self.name}: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0
