#include <signal.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "app/cmd.h"
#include "app/command.h"
#include "app/options.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "domain/account.h"
#include "http/address.h"
#include "http/limits.h"
#include "http/password.h"
#include "http/totp.h"
#include "store/account.h"
#include "store/audit.h"
#include "store/db.h"
#include "store/partner.h"
#include "store/staff.h"

#define USAGE                                                                                      \
	"staff add --email E --name N --partner CODE --role editor|reviewer|manager|admin\n"       \
	"                   [--lang nl|en|zh] [--password-stdin] [--demo [--totp BASE32]]\n"        \
	"       cleantechroute staff reset --email E [--password-stdin]\n"                          \
	"       cleantechroute staff list\n"                                                        \
	"The password is asked for, or is the first line of standard input with --password-stdin."

/* What the command line says of one person; the password never stands there. */
struct staff_args {
	const char *email, *name, *partner, *role, *lang, *totp;
	bool password_stdin, demo;
};

/* ---- The password ---- */

/* The next line of standard input without its end; false if there is none or it is too long. */
static bool
read_line(char *out, size_t size)
{
	if (!fgets(out, (int)size, stdin))
		return false;
	size_t n = strcspn(out, "\n");
	bool whole = out[n] == '\n' || feof(stdin);
	out[n] = '\0';
	return whole;
}

/* How the terminal was before it was asked not to show what is typed. */
static struct termios shown;

/* Ctrl-C at the question: leave the terminal as it was. */
static void
on_end(int sig)
{
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	/* Its action is the default one again: SA_RESETHAND. */
	(void)raise(sig);
}

static void
hide_typing(void)
{
	static const int ends[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP };
	const struct sigaction act = { .sa_handler = on_end, .sa_flags = (int)SA_RESETHAND };
	struct termios hidden = shown;

	hidden.c_lflag &= ~(tcflag_t)ECHO;
	for (size_t i = 0; i < countof(ends); i++)
		(void)sigaction(ends[i], &act, NULL);
	/* Stopped and continued, it would show the rest. */
	(void)signal(SIGTSTP, SIG_IGN);
	fputs("Password: ", stderr);
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
}

/* Ask on the terminal, without showing what is typed.  Once: its signals stay as they are then. */
static bool
ask_password(char *out, size_t size)
{
	bool is_terminal = tcgetattr(STDIN_FILENO, &shown) == 0;

	if (is_terminal)
		hide_typing();
	bool ok = read_line(out, size);
	if (is_terminal) {
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
		fputc('\n', stderr);
	}
	return ok;
}

/* Read, check and hash it.  EXIT_DONE, or the exit code after saying what is wrong. */
static int
read_password(const struct config *c, const struct staff_args *a,
    char hash[static PASSWORD_HASH_SIZE])
{
	const char *const own[] = { a->email, a->name ? a->name : "", NULL };
	char password[PASSWORD_BYTES_MAX + 2];

	if (!password_setup(c->db, c->share))
		return command_fail("the list of common passwords cannot be read");
	bool got = a->password_stdin ? read_line(password, sizeof(password))
				     : ask_password(password, sizeof(password));
	if (!got || !utf8_clean(str_of(password), false))
		return command_fail("no password was given, or it is not text");
	enum msg problem = password_check(password, PASSWORD_MIN_STAFF, own);
	if (problem != MSG_NONE)
		return command_fail("%s (at least %d characters)", msg_text(problem, LANG_EN),
		    PASSWORD_MIN_STAFF);
	enum err e = password_hash(password, hash);
	explicit_bzero(password, sizeof(password));
	return e == OK ? EXIT_DONE : command_failed("password", e);
}

/* ---- add ---- */

/* Whether ${a} makes an account; says what does not. */
static int
check_new(struct db *db, struct arena *arena, const struct staff_args *a, struct account_new *new)
{
	struct partner partner;

	new->name = a->name;
	new->partner = a->partner;
	new->demo = a->demo;
	if (!utf8_clean(str_of(a->name), false) || utf8_length(a->name) > 120 || !*a->name)
		return command_fail("--name: 1 to 120 characters");
	if (!role_parse(a->role, &new->role) || new->role == MEMBER)
		return command_fail("--role: editor, reviewer, manager or admin, not '%s'", a->role);
	if (!lang_parse(str_of(a->lang), &new->lang))
		return command_fail("--lang: nl, en or zh, not '%s'", a->lang);
	enum err e = partner_get(db, a->partner, arena, &partner);
	if (e == ERR_NOT_FOUND)
		return command_fail("--partner: there is none with code '%s'", a->partner);
	return e == OK ? EXIT_DONE : command_failed("--partner", e);
}

static enum err
note(struct db *db, int64_t id, const char *action, struct arena *arena)
{
	return audit_add(db, clock_now(), 0, action,
	    arena_printf(arena, "account:%lld", (long long)id), "command line");
}

/* A demo account that is there already becomes what is asked for: deploy/run runs twice. */
static enum err
renew_demo(struct db *db, const struct account_new *new, struct arena *arena, int64_t *ret_id)
{
	struct account old;
	enum err e = account_get_by_email(db, new->email, arena, &old);

	if (e == OK && (!old.demo || old.role == MEMBER))
		e = ERR_CONFLICT;
	if (e == OK)
		e = account_set_role(db, old.id, new->role, new->partner);
	if (e == OK)
		e = account_set_password(db, old.id, new->password_hash);
	if (e == OK)
		*ret_id = old.id;
	return e;
}

static enum err
store_new(struct db *db, const struct account_new *new, const uint8_t *totp, struct arena *arena)
{
	int64_t id = 0;
	TX_AUTO tx = { 0 };
	enum err e = tx_begin(db, &tx);

	if (e == OK)
		e = account_insert(db, new, clock_now(), &id);
	if (e == ERR_CONFLICT && new->demo)
		e = renew_demo(db, new, arena, &id);
	if (e == OK)
		e = account_set_verified(db, id, clock_now());
	if (e == OK && totp)
		e = account_set_totp(db, id, totp, true);
	if (e == OK)
		e = note(db, id, "account.staff_add", arena);
	return e == OK ? tx_commit(&tx) : e;
}

static int
staff_add(struct config *c, struct db *db, const struct staff_args *a, struct arena *arena)
{
	struct account_new new = { .email = a->email };
	uint8_t totp[TOTP_SECRET_SIZE];
	char hash[PASSWORD_HASH_SIZE];

	if (!a->name || !a->partner || !a->role)
		return command_usage(USAGE);
	/* A second factor that stood on a command line is none: only where nothing is at stake. */
	if (a->totp && !a->demo)
		return command_fail("--totp is for --demo accounts; others set it up when they sign in");
	if (a->totp && !totp_parse(a->totp, totp))
		return command_fail("--totp: 32 characters of base32 (20 bytes)");
	int code = check_new(db, arena, a, &new);
	if (code == EXIT_DONE)
		code = read_password(c, a, hash);
	if (code != EXIT_DONE)
		return code;
	new.password_hash = hash;

	enum err e = store_new(db, &new, a->totp ? totp : NULL, arena);
	if (e == ERR_CONFLICT)
		return command_fail("%s: there is an account with this address", a->email);
	if (e != OK)
		return command_failed(a->email, e);
	printf("%s: account made.\n", a->email);
	if (!a->totp)
		printf("Next: sign in at %s/%s/sign-in with the password, and scan the code that is\n"
		       "shown there with an authenticator app: the second step of every sign-in.\n",
		    c->origin, a->lang);
	return EXIT_DONE;
}

/* ---- reset and list ---- */

static int
staff_reset(struct config *c, struct db *db, const struct staff_args *a, struct arena *arena)
{
	char hash[PASSWORD_HASH_SIZE];
	struct account account;
	enum err e = account_get_by_email(db, a->email, arena, &account);

	if (e == ERR_NOT_FOUND || (e == OK && account.role == MEMBER))
		return command_fail("%s: no staff account has this address", a->email);
	if (e != OK)
		return command_failed(a->email, e);
	int code = read_password(c, a, hash);
	if (code != EXIT_DONE)
		return code;

	TX_AUTO tx = { 0 };
	e = tx_begin(db, &tx);
	if (e == OK)
		e = account_set_password(db, account.id, hash);
	if (e == OK)
		e = account_set_totp(db, account.id, NULL, false);
	if (e == OK)
		e = session_delete_all(db, account.id);
	if (e == OK)
		e = note(db, account.id, "account.staff_reset", arena);
	if (e == OK)
		e = tx_commit(&tx);
	if (e != OK)
		return command_failed(a->email, e);
	printf("%s: new password; sessions ended; the second step is set up at the next sign-in.\n",
	    a->email);
	return EXIT_DONE;
}

static int
list_staff(struct db *db, struct arena *arena)
{
	struct staff_list list;
	enum err e = staff_list(db, arena, &list);

	if (e != OK)
		return command_failed("staff", e);
	for (size_t i = 0; i < list.n; i++) {
		const struct account *a = &list.items[i];
		printf("%s\t%s\t%s\t%s\t%s%s%s\n", a->email, a->name, a->partner, role_code(a->role),
		    a->totp_confirmed ? "second step set" : "second step not set",
		    a->disabled ? ", disabled" : "", a->demo ? ", demo" : "");
	}
	return EXIT_DONE;
}

/* ---- The command ---- */

static int
run(struct config *c, const char *verb, struct staff_args *a, struct arena *arena)
{
	bool list = streq(verb, "list"), add = streq(verb, "add"), reset = streq(verb, "reset");
	struct db *db = NULL;

	if (!list && !add && !reset)
		return command_usage(USAGE);
	if (!list) {
		if (!a->email)
			return command_usage(USAGE);
		if (!(a->email = address_email(arena, a->email)))
			return command_fail("--email: not an e-mail address");
		char *low = arena_strdup(arena, a->email);
		for (char *p = low; *p; p++)
			if (*p >= 'A' && *p <= 'Z')
				*p = (char)(*p - 'A' + 'a');
		a->email = low;
	}
	int code = command_open(c, !list, &db);
	if (code != EXIT_DONE)
		return code;
	if (list)
		code = list_staff(db, arena);
	else
		code = add ? staff_add(c, db, a, arena) : staff_reset(c, db, a, arena);
	command_close(db);
	return code;
}

int
cmd_staff(struct config *c, int argc, char **argv)
{
	struct staff_args a = { .lang = "nl" };
	const struct {
		const char *name, **value;
	} values[] = {
		{ "--email", &a.email }, { "--name", &a.name }, { "--partner", &a.partner },
		{ "--role", &a.role }, { "--lang", &a.lang }, { "--totp", &a.totp },
	};

	if (options_take_flag(&argc, argv, "--help")) {
		printf("usage: cleantechroute %s\n", USAGE);
		return EXIT_DONE;
	}
	for (size_t i = 0; i < countof(values); i++)
		if (options_take_value(&argc, argv, values[i].name, values[i].value) &&
		    !*values[i].value)
			return command_usage(USAGE);
	a.password_stdin = options_take_flag(&argc, argv, "--password-stdin");
	a.demo = options_take_flag(&argc, argv, "--demo");
	if (options_unknown(argc, argv) || argc != 2)
		return command_usage(USAGE);

	struct arena *arena = arena_new(LIMIT_ARENA);
	int code = run(c, argv[1], &a, arena);
	arena_free(arena);
	return code;
}
