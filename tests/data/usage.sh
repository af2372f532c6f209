#!/bin/bash
# The command line itself: tests/data/usage.sh BINARY [SHARE]
# Makes its own files and databases, changes nothing else.  TAP on standard output.
. "$(dirname "$0")/helpers"

run 0 init
run 0 seed "$share/seed"

# ---- Whatever is too much, unknown or missing: exit 2, and how it is done
for a in "serve extra" "serve --bogus" "cgi extra" "cgi --bogus" "check extra" "check --bogus" "init extra" "init --bogus" \
	"migrate extra" "migrate --bogus" "seed" "seed a b" "seed --bogus" "import" "import companies c.csv --bogus" "export" \
	"export companies --bogus" "match extra" "match --bogus" "staff" "staff bogus" "staff list extra" "staff list --bogus" \
	"staff add" "staff reset" "mail" "mail bogus" "mail send extra" "mail send --bogus" "backup" "backup a b" "backup --bogus" "restore" "restore a b" "restore --bogus" \
	"routes extra" "routes --bogus"; do
	# shellcheck disable=SC2086
	ok "usage: $a" run 2 $a
	ok "usage: $a: says how" says "usage: cleantechroute ${a%% *}"
	ok "usage: $a: prints nothing" test ! -s out
done
ok "no such command" run 2 bogus
ok "routes" run 0 routes
ok "routes: prints them" prints "/opportunities"
for c in serve cgi check init migrate seed import export match mail backup restore routes; do
	ok "$c --help" run 0 $c --help
	ok "$c --help: the same words" prints "usage: cleantechroute $c"
done
ok "import --help tells of --demo" sh -c '"$0" import --help | grep -q -- --demo' "$binary"

# ---- Ctrl-C at the password: the terminal shows again what is typed
cat >password.py <<'PY'
import os, pty, signal, sys, termios, time
signal.alarm(40)
master, slave = pty.openpty()
pid = os.fork()
if pid == 0:
    os.login_tty(slave) if hasattr(os, "login_tty") else (os.setsid(), [os.dup2(slave, i) for i in range(3)],
        __import__("fcntl").ioctl(0, termios.TIOCSCTTY, 0))
    os.execv(sys.argv[1], [sys.argv[1], "staff", "add", "--email", "a@b.example", "--name", "A", "--partner",
                           "cleantech-flanders", "--role", "admin"])
echo = lambda: bool(termios.tcgetattr(slave)[3] & termios.ECHO)
said, end = b"", time.monotonic() + 20
while b"Password: " not in said and time.monotonic() < end:
    said += os.read(master, 1000)
while echo() and time.monotonic() < end:
    time.sleep(0.02)
assert not echo(), "it shows the password"
how = getattr(signal, sys.argv[2])
if how == signal.SIGINT:
    os.write(master, b"secret\x03")
else:
    os.kill(pid, how)
_, status = os.waitpid(pid, 0)
assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == how, status
assert echo(), "the terminal is left without echo"
PY
for s in SIGINT SIGTERM SIGHUP; do
	ok "password: $s" sh -c 'python3 password.py "$0" "$1" >out 2>err' "$binary" $s
done

finish
