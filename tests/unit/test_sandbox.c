#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <errno.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

/*
 * Ways around, and into others: a socket through io_uring, the memory of another process, the
 * kernel itself.  With these arguments each does nothing where it is allowed.
 */
static const struct call {
	const char *name;
	long number, arguments[4];
} calls[] = {
	{ "io_uring_setup", SYS_io_uring_setup, { 0, 0 } },
	{ "io_uring_enter", SYS_io_uring_enter, { -1, 0, 0, 0 } },
	{ "io_uring_register", SYS_io_uring_register, { -1, 0, 0, 0 } },
	{ "ptrace", SYS_ptrace, { -1, 0, 0, 0 } },
	{ "process_vm_readv", SYS_process_vm_readv, { -1, 0, 0, 0 } },
	{ "process_vm_writev", SYS_process_vm_writev, { -1, 0, 0, 0 } },
	{ "pidfd_getfd", SYS_pidfd_getfd, { -1, -1, 0 } },
	{ "bpf", SYS_bpf, { -1, 0, 0 } },
	{ "userfaultfd", SYS_userfaultfd, { -1 } },
	{ "kexec_load", SYS_kexec_load, { 0, 0, 0, -1 } },
	{ "kexec_file_load", SYS_kexec_file_load, { -1, -1, 0, 0 } },
	{ "mount", SYS_mount, { 0, 0, 0, 0 } },
	{ "umount2", SYS_umount2, { 0, 0 } },
	{ "fsopen", SYS_fsopen, { 0, -1 } },
	{ "unshare", SYS_unshare, { 0 } },
	{ "setns", SYS_setns, { -1, 0 } },
	{ "keyctl", SYS_keyctl, { -1, 0, 0, 0 } },
	{ "perf_event_open", SYS_perf_event_open, { 0, -1, -1, -1 } },
	{ "finit_module", SYS_finit_module, { -1, 0, 0 } },
	{ "open_by_handle_at", SYS_open_by_handle_at, { -1, 0, 0 } },
	{ "clone(CLONE_NEWUSER)", SYS_clone, { CLONE_NEWUSER | SIGCHLD, 0, 0, 0 } },
	{ "clone(CLONE_NEWNET)", SYS_clone, { CLONE_NEWNET | CLONE_NEWUSER | SIGCHLD, 0, 0, 0 } },
};

/* How many of them are not refused; 255: no sandbox, or a fork of our own fails. */
static int
count_open(void)
{
	int n = 0;

	if (sandbox_no_network() != OK)
		return 255;
	for (size_t i = 0; i < countof(calls); i++) {
		const long *a = calls[i].arguments;
		long rc = syscall(calls[i].number, a[0], a[1], a[2], a[3]);

		if (rc == 0 && calls[i].number == SYS_clone)
			_exit(0);
		if (rc == -1 && errno == EACCES)
			continue;
		fprintf(stderr, "%s is open\n", calls[i].name);
		n++;
	}
	if (syscall(SYS_clone3, NULL, 0) != -1 || errno != ENOSYS)
		n++;

	/* What cannot be seen into is refused, and libc takes another way. */
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	return pid > 0 && waitpid(pid, NULL, 0) == pid ? n : 255;
}

static void
no_way_around(void **state)
{
	int status = 0;

	(void)state;
	pid_t pid = fork();
	if (pid == 0)
		_exit(count_open());
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_way_out),
		cmocka_unit_test(no_way_around),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
