#!/usr/bin/env python3
"""Send broken FastCGI to the daemon's socket; a good request must work after each.

    fcgi_malformed.py SOCKET [PID] [--slow]

With PID (the daemon's parent, or a single worker) no process may have been
replaced: a parent that restarts dying workers would hide what is tested here.
--slow adds the cases that wait for the deadline of a request (10 s each).
Prints a line per failure and ends with 1 if there was one.
"""
import socket
import struct
import sys
import time

BEGIN, ABORT, END, PARAMS, STDIN, STDOUT, GET_VALUES = 1, 2, 3, 4, 5, 6, 9
DEADLINE = 10  # LIMIT_REQUEST_SECONDS


def record(kind, content=b"", rid=1, version=1, pad=b""):
    return struct.pack(">BBHHBx", version, kind, rid, len(content), len(pad)) + content + pad


def lengths(*sizes):
    """Name and value lengths, the short form where it fits."""
    return b"".join(struct.pack("B", n) if n < 128 else struct.pack(">I", n | 0x80000000)
                    for n in sizes)


def pairs(variables):
    out = b""
    for name, value in variables:
        out += lengths(len(name), len(value)) + name + value
    return out


def begin(role=1, flags=0, rid=1):
    return record(BEGIN, struct.pack(">HB5x", role, flags), rid)


GET_VARS = [(b"REQUEST_METHOD", b"GET"), (b"REQUEST_URI", b"/en/"), (b"SCRIPT_NAME", b""),
            (b"QUERY_STRING", b""), (b"CONTENT_LENGTH", b""), (b"HTTP_HOST", b"localhost"),
            (b"REMOTE_ADDR", b"127.0.0.1"), (b"SERVER_PROTOCOL", b"HTTP/1.1")]
GET = begin() + record(PARAMS, pairs(GET_VARS)) + record(PARAMS) + record(STDIN)


def huge(name, value):
    """A pair that says it is that long, with 60000 bytes of it."""
    content = struct.pack(">II", name | 0x80000000, value | 0x80000000) + b"A" * 60000
    return begin() + record(PARAMS, content) + record(PARAMS) + record(STDIN)


MANAGEMENT = record(GET_VALUES, pairs([(b"FCGI_MAX_CONNS", b"")]) * 8, rid=0)

CASES = {
    "name and value of 2^31 - 1 bytes": huge(0x7fffffff, 0x7fffffff),
    "lengths whose sum wraps to -2": huge(0x7ffffffe, 0x7ffffffe),
    "lengths whose sum is 2^31": huge(0x40000000, 0x3fffffff),
    "name of 1 GiB": huge(0x3fffffff, 0),
    "value a byte above the limit": huge(1, 64 * 1024),
    "version 9": record(BEGIN, struct.pack(">HB5x", 1, 0), version=9),
    "version 0": record(BEGIN, struct.pack(">HB5x", 1, 0), version=0) + GET,
    "role 9": begin(9) + record(PARAMS) + record(STDIN),
    "role authorizer": begin(2) + record(PARAMS) + record(STDIN),
    "kept connection": begin(1, 1) + record(PARAMS, pairs(GET_VARS)) + record(PARAMS),
    "BEGIN of 2 bytes": record(BEGIN, b"\0\1"),
    "BEGIN of 65535 bytes": record(BEGIN, b"\0\1" + bytes(65533)),
    "BEGIN with id 0": begin(rid=0) + record(PARAMS) + record(STDIN),
    "PARAMS first": record(PARAMS, pairs(GET_VARS)),
    "STDIN before the end of PARAMS": begin() + record(STDIN, b"x"),
    "second BEGIN": begin() + begin(rid=2) + record(PARAMS, pairs(GET_VARS)) + record(PARAMS),
    "PARAMS of another request": begin() + record(PARAMS, pairs(GET_VARS), rid=2),
    "PARAMS after their end": begin() + record(PARAMS, pairs(GET_VARS)) + record(PARAMS) * 2,
    "unknown type 99": record(99, b"", rid=0) + GET,
    "unknown type 99 in the request": begin() + record(99, b"abc") + GET,
    "GET_VALUES": record(GET_VALUES, pairs([(b"FCGI_MAX_CONNS", b"")]), rid=0) + GET,
    "GET_VALUES, 8 times one name": MANAGEMENT + GET,
    "GET_VALUES, long names": record(GET_VALUES, pairs([(b"FCGI_MAX_CONNS" * 10, b"")]), rid=0),
    "GET_VALUES within PARAMS": begin() + record(PARAMS, pairs(GET_VARS)) + MANAGEMENT,
    "GET_VALUES in the padding of BEGIN":
        record(BEGIN, struct.pack(">HB5x", 1, 0), pad=MANAGEMENT[:136]) + record(PARAMS),
    "GET_VALUES in the padding of the empty PARAMS":
        begin() + record(PARAMS, pairs(GET_VARS)) + record(PARAMS, pad=MANAGEMENT[:136]),
    "ABORT": begin() + record(PARAMS, pairs(GET_VARS)) + record(PARAMS) + record(ABORT),
    "ABORT within PARAMS": begin() + record(PARAMS, pairs(GET_VARS)) + record(ABORT),
    "5000 parameters": begin() + record(PARAMS, pairs([(b"A", b"b")]) * 5000) + record(PARAMS),
    "100 records of parameters": begin() + record(PARAMS, b"\1\0A" * 1000) * 100,
    "PARAMS that end within a pair": begin() + record(PARAMS, b"\5\5abc") + record(PARAMS),
    "PARAMS that end within a length": begin() + record(PARAMS, b"\x80\0") + record(PARAMS),
    "NUL in a value": begin() + record(PARAMS, pairs([(b"REQUEST_URI", b"/\0x")])) + record(PARAMS),
    "empty name": begin() + record(PARAMS, pairs([(b"", b"x")])) + record(PARAMS) + record(STDIN),
    "half a header": record(PARAMS)[:5],
    "half a request": GET[:-8],
    "half a body": begin() + record(PARAMS, pairs([(b"CONTENT_LENGTH", b"9")])) + record(PARAMS)
        + record(STDIN, b"abc"),
    "bytes behind the request": GET + b"x" * 5000,
    "a second request behind the first": GET + GET,
    "no FastCGI at all": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "zeros": bytes(20000),
    "nothing": b"",
}


def connect(path, timeout):
    s = socket.socket(socket.AF_UNIX)
    s.settimeout(timeout)
    s.connect(path)
    return s


def exchange(path, data, timeout, pause=0.0):
    """Send ${data} and return all that comes back until the end of the connection."""
    out = b""
    with connect(path, timeout) as s:
        try:
            if pause:
                for i in range(len(data)):
                    s.sendall(data[i:i + 1])
                    time.sleep(pause)
            else:
                s.sendall(data)
            s.shutdown(socket.SHUT_WR)
            while True:
                piece = s.recv(65536)
                if not piece:
                    break
                out += piece
        except (BrokenPipeError, ConnectionResetError):
            pass
    return out


def good(path, timeout):
    """Whether an ordinary GET gets an answer with a status, whole."""
    try:
        answer = exchange(path, GET, timeout)
    except OSError as e:
        return False, repr(e)
    body, ended = b"", False
    while len(answer) >= 8:
        _, kind, _, size, pad = struct.unpack(">BBHHBx", answer[:8])
        if kind == STDOUT:
            body += answer[8:8 + size]
        ended = ended or kind == END
        answer = answer[8 + size + pad:]
    return ended and body.startswith(b"Status: "), repr(body[:80])


def processes(pid):
    """The process and its children: the same list before and after."""
    if pid is None:
        return None
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
            return [pid] + f.read().split()
    except OSError:
        return None


def silent(path):
    """Connections that say nothing, one more than a small daemon has workers."""
    return [connect(path, DEADLINE) for _ in range(8)]


def main():
    args = [a for a in sys.argv[1:] if a != "--slow"]
    if not args:
        sys.exit(__doc__)
    path, pid = args[0], args[1] if len(args) > 1 else None
    before, failures = processes(pid), []

    def check(name, timeout=5.0):
        ok, seen = good(path, timeout)
        if not ok:
            failures.append(f"{name}: then a good request got {seen}")
        if processes(pid) != before:
            failures.append(f"{name}: a process ended")

    def answered(name, data, pause=0.0):
        try:
            seen = exchange(path, data, 5.0, pause)
        except OSError as e:
            seen = repr(e).encode()
        if b"Status: " not in seen:
            failures.append(f"{name}: no answer but {seen[:80]}")

    check("start")
    for name, data in CASES.items():
        try:
            exchange(path, data, 3.0)
        except socket.timeout:
            failures.append(f"{name}: the connection stays open")
        except OSError as e:
            failures.append(f"{name}: {e!r}")
        check(name)

    # Cut anywhere, a good request is a good request.
    for size in (1, 7, 8, 9):
        data = b""
        for i in range(0, len(pairs(GET_VARS)), size):
            data += record(PARAMS, pairs(GET_VARS)[i:i + size], pad=bytes(size))
        answered(f"parameters in records of {size}",
                 begin() + data + record(PARAMS) + record(STDIN))
    answered("byte by byte", GET, 0.001)

    if "--slow" in sys.argv:
        held = silent(path)
        check("8 silent connections", DEADLINE * 8 + 5.0)
        for s in held:
            s.close()
        exchange(path, GET, DEADLINE * 2, pause=DEADLINE * 1.5 / len(GET))
        check("a request in 15 seconds")

    for line in failures:
        print(line)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
