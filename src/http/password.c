#include "http/password.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

/* More at once would only make each slower, and each takes 64 MiB. */
#define SLOTS	     2
#define SLOT_WAIT_MS 250
#define SLOT_AGAIN_MS 20

/* Of nothing that anybody could type: what an unknown account is compared with. */
static const char dummy_hash[] = "$argon2id$v=19$m=65536,t=2,p=1"
    "$QOzkq2iS63/J31JrYAyaWQ$OA8Ny/v6/+3B4DZyh/OJIbJNowUUVuvZWl9uC2pdC6g";

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "libsodium's string");

/* Constant after password_setup(). */
static struct {
	char *db;			/* slots are beside it; NULL: no limit */
	char *text;			/* of the list, its lines cut apart */
	const char **common;		/* in order of their bytes */
	size_t n_common;
} setup;

/* ---- The list of common passwords ---- */

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The whole file, terminated, on the heap; NULL, logged, if it cannot be read. */
static char *
read_list(const char *path)
{
	FILE *f = fopen(path, "re");
	char *text = NULL;
	size_t size = 0;

	if (!f || getdelim(&text, &size, '\0', f) < 0) {
		log_event(LOG_ERROR, "password", "%s: %s", path, strerror(errno));
		free(text);
		text = NULL;
	}
	if (f)
		fclose(f);
	return text;
}

static void
cut_list(char *text)
{
	size_t lines = 1;

	for (const char *p = text; *p; p++)
		lines += *p == '\n';
	setup.text = text;
	setup.common = calloc(lines, sizeof(*setup.common));
	if (!setup.common)
		BUG("out of memory");
	for (char *line = text, *end; *line; line = end) {
		end = strchrnul(line, '\n');
		if (*end)
			*end++ = '\0';
		if (*line && *line != '#')
			setup.common[setup.n_common++] = line;
	}
	qsort(setup.common, setup.n_common, sizeof(*setup.common), compare_lines);
}

bool
password_setup(const char *db, const char *share)
{
	char *path;

	if (sodium_init() < 0)
		BUG("sodium_init");
	free(setup.db);
	free(setup.text);
	free(setup.common);
	memset(&setup, 0, sizeof(setup));

	if (db && !(setup.db = strdup(db)))
		BUG("out of memory");
	if (asprintf(&path, "%s/seed/common-passwords.txt", share) < 0)
		BUG("out of memory");
	char *text = read_list(path);
	free(path);
	if (!text)
		return false;
	cut_list(text);
	return true;
}

/* ---- What makes a password easy to guess ---- */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_common(const char *low)
{
	return setup.n_common > 0 &&
	    bsearch(&low, setup.common, setup.n_common, sizeof(*setup.common), compare_lines);
}

/* One short piece over and over: "abcabcabcabcabc". */
static bool
is_repetition(const char *low, size_t n)
{
	for (size_t unit = 1; unit <= 8 && unit <= n / 2; unit++)
		if (memcmp(low, low + unit, n - unit) == 0)
			return true;
	return false;
}

/* Whether ${b} follows ${a} in the alphabet, among the digits or on a keyboard, either way. */
static bool
is_next(char a, char b)
{
	static const char *const rows[] = { "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop",
		"qsdfghjklm", "wxcvbn", "1234567890", "!@#$%^&*()" };

	if (a - b <= 1 && b - a <= 1)
		return true;
	for (size_t i = 0; i < countof(rows); i++) {
		const char *at = strchr(rows[i], a);

		if (at && (at[1] == b || (at > rows[i] && at[-1] == b)))
			return true;
	}
	return false;
}

/* Mostly steps to the next key: "123456789abcdef". */
static bool
is_row(const char *low, size_t n)
{
	size_t steps = 0;

	for (size_t i = 0; i + 1 < n; i++)
		steps += is_next(low[i], low[i + 1]);
	return n > 1 && steps * 4 >= (n - 1) * 3;
}

/* How many different bytes are left in ${low}, those that were blanked out not counted. */
static size_t
distinct(const char *low, size_t n)
{
	bool seen[256] = { false };
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)low[i];

		count += c != '\0' && !seen[c];
		seen[c] = true;
	}
	return count;
}

/* Blank out every ${word} (any case) in ${low}.  Whether there was one. */
static bool
blank_out(char *low, size_t n, const char *word, size_t len)
{
	bool found = false;

	for (size_t i = 0; len > 0 && i + len <= n; i++) {
		size_t k = 0;

		while (k < len && low[i + k] == lower(word[k]))
			k++;
		if (k == len) {
			memset(low + i, '\0', len);
			found = true;
		}
	}
	return found;
}

static bool
is_word_byte(char c)
{
	unsigned char u = (unsigned char)lower(c);

	return u >= 0x80 || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9');
}

/* As blank_out(), for each word of ${text} with at least three bytes. */
static bool
blank_out_words(char *low, size_t n, const char *text)
{
	bool found = false;

	while (*text) {
		size_t len = 0;

		while (is_word_byte(text[len]))
			len++;
		if (len >= 3)
			found |= blank_out(low, n, text, len);
		text += len > 0 ? len : 1;
	}
	return found;
}

/* Whether little is left of ${low} without the words that stand near it; blanks them out. */
static bool
is_context(char *low, size_t n, const char *const own[])
{
	static const char words[] = "cleantechroutechina cleantechroute cleantech route china "
	    "vlaanderen flanders flemish password passwort wachtwoord motdepasse welkom welcome "
	    "qwerty azerty 123456";
	bool found = blank_out_words(low, n, words);

	for (; own && *own; own++)
		found |= blank_out_words(low, n, *own);
	return distinct(low, n) < (found ? 8 : 5);
}

enum msg
password_check(const char *password, size_t least, const char *const own[])
{
	char low[PASSWORD_BYTES_MAX + 1];
	size_t n = strlen(password), points = 0;

	if (n > PASSWORD_BYTES_MAX)
		return MSG_PASSWORD_TOO_LONG;
	for (size_t i = 0; i <= n; i++) {
		low[i] = lower(password[i]);
		/* Bytes that begin a code point. */
		points += i < n && ((unsigned char)password[i] & 0xc0) != 0x80;
	}
	enum msg problem = MSG_NONE;
	if (points < least)
		problem = MSG_PASSWORD_TOO_SHORT;
	else if (is_common(low) || is_repetition(low, n) || is_row(low, n) ||
	    is_context(low, n, own))
		problem = MSG_PASSWORD_TOO_COMMON;
	sodium_memzero(low, sizeof(low));
	return problem;
}

/* ---- Counting hashes, few at once ---- */

static void
sleep_ms(int ms)
{
	struct timespec t = { 0, ms * 1000000L };

	(void)nanosleep(&t, NULL);
}

/* A free slot: the descriptor that holds its lock, or -1. */
static int
try_slots(void)
{
	for (int i = 0; i < SLOTS; i++) {
		char path[4096];
		int n = snprintf(path, sizeof(path), "%s.password-slot-%d", setup.db, i);

		if (n < 0 || (size_t)n >= sizeof(path))
			return -1;
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd == -1) {
			log_event(LOG_ERROR, "password", "%s: %s", path, strerror(errno));
			continue;
		}
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return fd;
		close(fd);
	}
	return -1;
}

/* As try_slots(), but waits as long as one hash takes. */
static int
take_slot(void)
{
	int64_t until = clock_ms() + SLOT_WAIT_MS;
	int fd;

	while ((fd = try_slots()) == -1 && clock_ms() < until)
		sleep_ms(SLOT_AGAIN_MS);
	return fd;
}

enum err
password_hash(const char *password, char ret_hash[static PASSWORD_HASH_SIZE])
{
	int slot = setup.db ? take_slot() : -1;

	if (setup.db && slot == -1)
		return ERR_BUSY;
	int bad = crypto_pwhash_str(ret_hash, password, strlen(password),
	    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
	if (slot != -1)
		close(slot);
	if (bad) {
		log_event(LOG_ERROR, "password", "no memory to hash");
		return ERR_BUSY;
	}
	return OK;
}

enum err
password_verify(const char *hash, const char *password, bool *ret_ok)
{
	int slot = setup.db ? take_slot() : -1;

	if (setup.db && slot == -1)
		return ERR_BUSY;
	bool same = crypto_pwhash_str_verify(hash ? hash : dummy_hash, password,
	    strlen(password)) == 0;
	if (slot != -1)
		close(slot);
	*ret_ok = same && hash;
	return OK;
}

bool
password_needs_rehash(const char *hash)
{
	return crypto_pwhash_str_needs_rehash(hash, crypto_pwhash_OPSLIMIT_INTERACTIVE,
	    crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0;
}
