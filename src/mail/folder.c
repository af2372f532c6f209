#include "mail/folder.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Six digits or more, "-", and a kind: nothing that could lead to another folder. */
static bool
is_name(const char *name)
{
	size_t n = strspn(name, "0123456789");

	if (n < 6 || name[n] != '-' || strlen(name) > FOLDER_NAME_MAX)
		return false;
	name += n + 1;
	return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz_") == strlen(name);
}

char *
folder_name(struct arena *arena, int64_t id, const char *kind)
{
	return arena_printf(arena, "%06lld-%s", (long long)id, kind);
}

static int
open_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1)
		log_event(LOG_ERROR, "mail", "%s: %s", dir, strerror(errno));
	return fd;
}

static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return fsync(fd) == 0;
}

/* Write ${raw} under a name that nobody reads, then give it its own. */
static bool
put_at(int folder, const char *name, const char *raw, size_t n)
{
	char temporary[FOLDER_NAME_MAX + 8], final[FOLDER_NAME_MAX + 8];

	(void)snprintf(temporary, sizeof(temporary), ".%s.new", name);
	(void)snprintf(final, sizeof(final), "%s.eml", name);
	int fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd == -1)
		return false;
	bool ok = write_all(fd, raw, n);
	ok &= close(fd) == 0;
	ok = ok && renameat(folder, temporary, folder, final) == 0 && fsync(folder) == 0;
	if (!ok) {
		int why = errno;
		(void)unlinkat(folder, temporary, 0);
		errno = why;
	}
	return ok;
}

enum err
folder_put(const char *dir, const char *name, const char *raw, size_t n)
{
	if (!is_name(name))
		BUG("mail name '%s'", name);
	int folder = open_folder(dir);
	if (folder == -1)
		return ERR_INTERNAL;
	bool ok = put_at(folder, name, raw, n);
	if (!ok)
		log_event(LOG_ERROR, "mail", "%s/%s: %s", dir, name, strerror(errno));
	close(folder);
	return ok ? OK : ERR_INTERNAL;
}

static int
open_mail(const char *dir, const char *name)
{
	char file[FOLDER_NAME_MAX + 8];

	if (!is_name(name))
		return -1;
	int folder = open_folder(dir);
	if (folder == -1)
		return -1;
	(void)snprintf(file, sizeof(file), "%s.eml", name);
	int fd = openat(folder, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	close(folder);
	return fd;
}

bool
folder_has(const char *dir, const char *name)
{
	int fd = open_mail(dir, name);

	if (fd != -1)
		close(fd);
	return fd != -1;
}

/* At most MESSAGE_MAX bytes into ${raw}; false, with errno, if it cannot be read to its end. */
static bool
read_all(int fd, char *raw, size_t *ret_n)
{
	size_t n = 0;

	while (n < MESSAGE_MAX) {
		ssize_t got = read(fd, raw + n, MESSAGE_MAX - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*ret_n = n;
	return true;
}

enum err
folder_get(const char *dir, const char *name, struct arena *arena, struct message_read *ret_message)
{
	int fd = open_mail(dir, name);
	size_t n;

	if (fd == -1)
		return ERR_NOT_FOUND;
	char *raw = arena_alloc(arena, MESSAGE_MAX);
	bool ok = read_all(fd, raw, &n);
	if (!ok)
		log_event(LOG_ERROR, "mail", "%s/%s: %s", dir, name, strerror(errno));
	close(fd);
	if (!ok)
		return ERR_INTERNAL;
	return message_parse(arena, (struct str){ raw, n }, ret_message) ? OK : ERR_NOT_FOUND;
}
