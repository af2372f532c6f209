#include "app/mailer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/log.h"
#include "http/limits.h"
#include "mail/folder.h"
#include "mail/message.h"
#include "mail/sender.h"
#include "store/db.h"
#include "store/outbox.h"
#include "text/msg.h"

#define SLEEP_IDLE 2
#define ROUND_MAX  200			/* mails in one round, so that a signal is heard */

int64_t
mailer_delay(int64_t tries)
{
	static const int64_t minutes[] = { 1, 5, 15, 60, 360 };
	size_t i = tries < 1 ? 0 : (size_t)tries - 1;

	return 60 * minutes[i < countof(minutes) ? i : countof(minutes) - 1];
}

/* Held until ${ret_fd} is closed.  ERR_BUSY: another mailer is at work. */
static enum err
take_lock(const char *db, int *ret_fd)
{
	char path[4096];
	int n = snprintf(path, sizeof(path), "%s.mailer-lock", db);
	int fd = -1;

	if (n > 0 && (size_t)n < sizeof(path))
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd == -1) {
		log_event(LOG_ERROR, "mail", "%s: %s", path, strerror(errno));
		return ERR_INTERNAL;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		return ERR_BUSY;
	}
	*ret_fd = fd;
	return OK;
}

/* What became of one mail. */
struct outcome {
	enum sender_result result;
	char error[SENDER_ERROR_SIZE];
};

static void
deliver(const struct config *c, const struct mail *mail, struct arena *arena, struct buf *raw,
    struct outcome *ret)
{
	struct message m = {
		.id = mail->id,
		.from = c->mail_from,
		.from_name = msg_text(MSG_SITE_NAME, mail->lang),
		.to = mail->recipient,
		.lang_tag = lang_tag(mail->lang),
		.subject = mail->subject,
		.text = mail->body,
		.at = mail->created_at,
	};

	*ret = (struct outcome){ .result = SENDER_NEVER, .error = "not a mail that can be sent" };
	buf_clear(raw);
	if (message_write(&m, raw) != OK)
		return;
	*ret = (struct outcome){ .result = SENDER_SENT };
	if (!c->mail_folder) {
		ret->result = sender_send(c->smtp_url, m.from, m.to, (struct str){ raw->p, raw->n },
		    ret->error);
	} else if (folder_put(c->mail_folder, folder_name(arena, mail->id, mail->kind), raw->p,
		       raw->n) != OK) {
		*ret = (struct outcome){ .result = SENDER_DOWN, .error = "mail folder" };
	}
}

static enum err
set_outcome(struct db *db, const struct mail *mail, const struct outcome *o, int64_t now)
{
	int64_t next = now + mailer_delay(mail->tries + 1);

	if (o->result == SENDER_SENT)
		return outbox_sent(db, mail->id, now);
	if (o->result == SENDER_NEVER || next > mail->created_at + MAILER_GIVE_UP)
		return outbox_failed(db, mail->id, o->error);
	return outbox_retry(db, mail->id, next, o->error);
}

/* Nobody will know whether it arrived, but it was tried for long enough. */
static bool
is_given_up(const struct mail *mail, int64_t now)
{
	return streq(mail->state, "sending") && now > mail->created_at + MAILER_GIVE_UP;
}

static enum err
claim(struct db *db, const struct mail *mail, int64_t now)
{
	db_begin_request(db, SYSTEM, true);
	struct tx tx = { 0 };
	enum err e = tx_begin(db, &tx);

	if (e == OK) {
		e = outbox_claim(db, mail->id, now, now + MAILER_CLAIM);
		if (e == OK)
			e = tx_commit(&tx);
		else
			tx_releasep(&tx);
	}
	db_end_request(db);
	return e;
}

static enum err
record(struct db *db, const struct mail *mail, const struct outcome *o, int64_t now)
{
	db_begin_request(db, SYSTEM, true);
	struct tx tx = { 0 };
	enum err e = tx_begin(db, &tx);

	if (e == OK) {
		e = set_outcome(db, mail, o, now);
		if (e == OK)
			e = tx_commit(&tx);
		else
			tx_releasep(&tx);
	}
	db_end_request(db);
	if (o->result != SENDER_SENT)
		log_event(LOG_WARN, "mail", "outbox %lld: %s", (long long)mail->id, o->error);
	return e;
}

static enum err
next_mail(struct db *db, int64_t now, struct arena *arena, struct mail *ret)
{
	db_begin_request(db, SYSTEM, false);
	enum err e = outbox_next(db, now, arena, ret);
	db_end_request(db);
	return e;
}

static enum err
send_due(struct db *db, const struct config *c, int64_t now, struct arena *arena, struct buf *raw,
    int64_t *ret_seconds)
{
	for (int i = 0; i < ROUND_MAX; i++) {
		struct mail mail;
		struct outcome outcome;

		arena_reset(arena);
		enum err e = next_mail(db, now, arena, &mail);
		if (e == ERR_NOT_FOUND) {
			*ret_seconds = SLEEP_IDLE;
			return OK;
		}
		if (e != OK)
			return e;
		/* First: what is out and cannot be noted must not go out again at once. */
		e = claim(db, &mail, now);
		if (e != OK)
			return e;
		if (is_given_up(&mail, now))
			outcome = (struct outcome){ .result = SENDER_NEVER, .error = "interrupted" };
		else
			deliver(c, &mail, arena, raw, &outcome);
		e = record(db, &mail, &outcome, now);
		if (e != OK)
			return e;
		if (outcome.result == SENDER_DOWN) {
			*ret_seconds = MAILER_DOWN;
			return OK;
		}
	}
	*ret_seconds = 0;
	return OK;
}

enum err
mailer_round(struct db *db, const struct config *c, int64_t now, int64_t *ret_seconds)
{
	struct buf raw;
	int lock;

	if (!c->mail_folder && (!c->smtp_url || !c->mail_from)) {
		*ret_seconds = MAILER_DOWN;
		return OK;
	}
	enum err e = take_lock(c->db, &lock);
	if (e != OK)
		return e;
	struct arena *arena = arena_new(LIMIT_ARENA);
	buf_init(&raw, MESSAGE_MAX);
	e = send_due(db, c, now, arena, &raw, ret_seconds);
	buf_done(&raw);
	arena_free(arena);
	close(lock);
	return e;
}
