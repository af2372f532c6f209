#include "page/opportunity_choice.h"

#include "base/utf8.h"
#include "domain/lists.h"
#include "http/limits.h"
#include "page/listing.h"

#define PAGE_MAX 1000000

/* Set the bit of ${code} in ${bits}; false if it is none of ${list}. */
static bool
read_bit(const struct list *list, const char *code, uint32_t *bits)
{
	int i = list_find(list, code);

	if (i < 0)
		return false;
	*bits |= UINT32_C(1) << i;
	return true;
}

/* The place of ${code} in ${list}, from 1, in ${index}; false if it is none of it. */
static bool
read_index(const struct list *list, const char *code, unsigned *index)
{
	int i = list_find(list, code);

	*index = (unsigned)(i + 1);
	return i >= 0;
}

static bool
read_node(int i, bool *chosen)
{
	if (i < 0)
		return false;
	chosen[i] = true;
	return true;
}

/* Take one name=value in; false if there is no such value. */
static bool
read_one(const struct taxonomy *t, const char *name, const char *value, struct choice_state *s)
{
	if (streq(name, "sector"))
		return read_node(sector_find(t, value), s->sectors);
	if (streq(name, "kind"))
		return read_bit(&list_kinds, value, &s->kinds);
	if (streq(name, "cooperation"))
		return read_bit(&list_cooperation, value, &s->cooperation);
	if (streq(name, "region")) {
		s->rest |= streq(value, CHOICE_REST);
		return streq(value, CHOICE_REST) || read_node(region_find(t, value), s->regions);
	}
	if (streq(name, "deadline"))
		return read_index(&list_deadlines, value, &s->deadline);
	if (streq(name, "posted"))
		return read_index(&list_posted, value, &s->posted);
	if (streq(name, "show")) {
		s->all = streq(value, "all");
		return s->all || streq(value, "open");
	}
	if (streq(name, "sort")) {
		s->sort = streq(value, "newest") ? OPPORTUNITY_NEWEST :
		    streq(value, "relevance")	 ? OPPORTUNITY_BY_RELEVANCE :
						   OPPORTUNITY_BY_DEADLINE;
		return s->sort != OPPORTUNITY_BY_DEADLINE || streq(value, "deadline");
	}
	if (streq(name, "q")) {
		s->q = value;
		return true;
	}
	/* A page that is no number is the first one, and no filter. */
	if (streq(name, "page") && !str_int(str_of(value), 1, PAGE_MAX, &s->page))
		s->page = 1;
	return true;
}

void
choice_read(const struct req *rq, struct choice_state *ret_state)
{
	*ret_state = (struct choice_state){ .page = 1, .q = "" };
	for (size_t i = 0; i < rq->query.n; i++) {
		const struct param *p = &rq->query.items[i];

		/* A form sends "sector=" for "all sectors". */
		if (p->value[0] &&
		    !read_one(rq->site->taxonomy, p->name, p->value, ret_state))
			ret_state->unknown = true;
	}
	struct str q = utf8_trim(str_of(ret_state->q));
	ret_state->q = arena_strndup(rq->arena, q.p, q.n);
	/* Who searches wants the best first, unless something else was asked for; without a search nothing is best. */
	const char *sort = param_get(rq->query, "sort");
	if (*ret_state->q && !(sort && *sort))
		ret_state->sort = OPPORTUNITY_BY_RELEVANCE;
	else if (!*ret_state->q && ret_state->sort == OPPORTUNITY_BY_RELEVANCE)
		ret_state->sort = OPPORTUNITY_BY_DEADLINE;
}

struct query {
	struct param items[LIMIT_FIELDS];
	size_t n;
};

static void
add(struct query *q, const char *name, const char *value)
{
	if (q->n < countof(q->items))
		q->items[q->n++] = (struct param){ name, value };
}

static void
add_bits(struct query *q, const char *name, const struct list *list, uint32_t bits)
{
	for (size_t i = 0; i < list->n; i++)
		if (bits >> i & 1)
			add(q, name, list->items[i].code);
}

const char *
choice_url(struct req *rq, const struct choice_state *s)
{
	const struct taxonomy *t = rq->site->taxonomy;
	struct query q = { .n = 0 };

	if (*s->q)
		add(&q, "q", s->q);
	for (size_t i = 0; i < t->n_sectors; i++)
		if (s->sectors[i])
			add(&q, "sector", t->sectors[i].code);
	for (size_t i = 0; i < t->n_regions; i++)
		if (s->regions[i])
			add(&q, "region", t->regions[i].code);
	if (s->rest)
		add(&q, "region", CHOICE_REST);
	add_bits(&q, "kind", &list_kinds, s->kinds);
	add_bits(&q, "cooperation", &list_cooperation, s->cooperation);
	if (s->deadline != DEADLINE_ANY)
		add(&q, "deadline", list_deadlines.items[s->deadline - 1].code);
	if (s->posted != POSTED_ANY)
		add(&q, "posted", list_posted.items[s->posted - 1].code);
	if (s->all)
		add(&q, "show", "all");
	if (s->sort == OPPORTUNITY_NEWEST)
		add(&q, "sort", "newest");
	if (s->sort == OPPORTUNITY_BY_DEADLINE && *s->q)
		add(&q, "sort", "deadline");
	if (s->page > 1)
		add(&q, "page", arena_printf(rq->arena, "%lld", (long long)s->page));

	const char *query = params_encode(rq->arena, (struct params){ q.items, q.n });
	return req_url(rq, "/opportunities%s%s", *query ? "?" : "", query);
}

bool
choice_sector_counts(const struct choice_state *s, const struct taxonomy *t, int i)
{
	if (!s->sectors[i])
		return false;
	for (size_t j = 0; j < t->n_sectors; j++)
		if (s->sectors[j] && t->sectors[j].parent == i)
			return false;
	return true;
}

bool
choice_region_counts(const struct choice_state *s, const struct taxonomy *t, int i)
{
	if (!s->regions[i])
		return false;
	for (size_t j = 0; j < t->n_regions; j++)
		for (int up = s->regions[j] ? t->regions[j].parent : -1; up >= 0;
		     up = t->regions[up].parent)
			if (up == i)
				return false;
	return true;
}

bool
choice_rest_counts(const struct choice_state *s, const struct taxonomy *t)
{
	if (!s->rest)
		return false;
	for (size_t j = 0; j < t->n_regions; j++)
		if (s->regions[j] && region_partner_above(t, (int)j) < 0)
			return false;
	return true;
}

void
choice_filter(const struct choice_state *s, const struct taxonomy *t,
    struct opportunity_filter *filter)
{
	for (size_t i = 0; i < t->n_sectors; i++)
		if (choice_sector_counts(s, t, (int)i))
			opportunity_filter_add_sector(filter, t, (int)i);
	for (size_t i = 0; i < t->n_regions; i++)
		if (choice_region_counts(s, t, (int)i))
			opportunity_filter_add_region(filter, t, (int)i);
	if (choice_rest_counts(s, t))
		listing_add_rest(filter, t);
	filter->kinds = s->kinds;
	filter->cooperation = (uint16_t)s->cooperation;
	filter->deadline = s->deadline;
	filter->posted = s->posted;
	filter->open_only = !s->all;
	filter->sort = s->sort;
}
