#include "app/sandbox.h"

#include <errno.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "base/log.h"

/* What no worker needs, and a captured one would try. */
static const int denied[] = {
	/* Another program. */
	SCMP_SYS(execve), SCMP_SYS(execveat),
	/* A socket, or any other call, that no filter sees. */
	SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register),
	/* The memory and the files of other processes: the mailer has a network. */
	SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(process_madvise), SCMP_SYS(pidfd_getfd), SCMP_SYS(kcmp),
	/* The kernel itself. */
	SCMP_SYS(bpf), SCMP_SYS(userfaultfd), SCMP_SYS(perf_event_open), SCMP_SYS(keyctl),
	SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load),
	SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module), SCMP_SYS(reboot),
	SCMP_SYS(iopl), SCMP_SYS(ioperm), SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(acct),
	/* Another root, another namespace. */
	SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot),
	SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(fsopen), SCMP_SYS(fsconfig),
	SCMP_SYS(fsmount), SCMP_SYS(fspick), SCMP_SYS(mount_setattr), SCMP_SYS(open_by_handle_at),
	SCMP_SYS(unshare), SCMP_SYS(setns),
};

/* Those flags of clone() that unshare() would take too. */
static const scmp_datum_t namespaces[] = { CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWNS, CLONE_NEWPID,
	CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP };

static int
deny_namespaces(scmp_filter_ctx filter)
{
	/* Its flags lie in memory, where no filter sees them; libc falls back to clone(). */
	int rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);

	for (size_t i = 0; rc == 0 && i < countof(namespaces); i++) {
		const struct scmp_arg_cmp has = { .arg = 0, .op = SCMP_CMP_MASKED_EQ,
			.datum_a = namespaces[i], .datum_b = namespaces[i] };

		rc = seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(clone), 1, &has);
	}
	return rc;
}

enum err
sandbox_no_network(void)
{
	const struct scmp_arg_cmp other_family = { .arg = 0, .op = SCMP_CMP_NE, .datum_a = AF_UNIX };
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int rc = filter ? 0 : -ENOMEM;

	if (rc == 0)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
		    &other_family);
	for (size_t i = 0; rc == 0 && i < countof(denied); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), denied[i], 0);
	if (rc == 0)
		rc = deny_namespaces(filter);
	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	if (rc == 0)
		return OK;
	log_event(LOG_ERROR, "sandbox", "seccomp: %s", strerror(-rc));
	return ERR_INTERNAL;
}
