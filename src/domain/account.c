#include "domain/account.h"

#define MINUTE 60
#define HOUR   3600

bool
session_alive(const struct session *s, int64_t now)
{
	bool member = s->account.role == MEMBER;
	int64_t idle = now - s->seen_at, age = now - s->created_at;

	/* After the clock was set back both are negative: it lives on for that much longer. */
	switch (s->stage) {
	case SESSION_PASSWORD:
		return age < 10 * MINUTE;
	case SESSION_FULL:
		return idle < (member ? 30 * MINUTE : 15 * MINUTE) &&
		    age < (member ? 12 * HOUR : 8 * HOUR);
	}
	return false;
}

int64_t
throttle_delay(int64_t failures)
{
	int64_t delay = 30;

	if (failures < 5)
		return 0;
	for (int64_t i = 5; i < failures && delay < 15 * MINUTE; i++)
		delay *= 2;
	return delay < 15 * MINUTE ? delay : 15 * MINUTE;
}
