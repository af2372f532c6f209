#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/sandbox.h"

/* What a captured worker would do: send data away, or start a program.  Each bit is one that worked. */
enum { SANDBOXED = 1, INET = 2, INET6 = 4, PACKET = 8, EXEC = 16, UNIX = 32 };

static bool
opens(int family, int type)
{
	int fd = socket(family, type, 0);

	if (fd == -1)
		return false;
	close(fd);
	return true;
}

static int
try_all(bool sandbox)
{
	char *argv[] = { (char *)"true", NULL };
	int works = 0;

	if (sandbox && sandbox_no_network() == OK)
		works |= SANDBOXED;
	works |= opens(AF_INET, SOCK_STREAM) ? INET : 0;
	works |= opens(AF_INET6, SOCK_DGRAM) ? INET6 : 0;
	works |= opens(AF_NETLINK, SOCK_RAW) ? PACKET : 0;
	works |= opens(AF_UNIX, SOCK_STREAM) ? UNIX : 0;
	if (execv("/nowhere/true", argv) == -1 && errno == ENOENT)
		works |= EXEC;
	return works;
}

/* In a process of its own: there is no way back. */
static int
try_in_child(bool sandbox)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		_exit(try_all(sandbox));
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
no_way_out(void **state)
{
	(void)state;
	int before = try_in_child(false);
	int after = try_in_child(true);

	assert_true(before & INET && before & EXEC && before & UNIX);
	assert_int_equal(after, SANDBOXED | UNIX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(no_way_out) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
