#include "page/opportunity_chips.h"

#include "domain/lists.h"
#include "page/listing.h"
#include "page/words.h"

struct drawing {
	struct view *view;		/* NULL until there is one */
	struct opportunity_chips *chips;
};

/* A link to the list as it would be in ${without}. */
static void
show_chip(struct req *rq, struct view *v, struct drawing *d, struct choice_state *without,
    const char *label)
{
	if (!d->view)
		d->view = view_section(v, V_CHIPS);
	without->page = 1;
	struct view *chip = view_section(d->view, V_CHIP);
	view_text(chip, V_CHIP_URL, choice_url(rq, without));
	view_text(chip, V_CHIP_LABEL, label);
	if (d->chips->n < CHIPS_NAMED)
		d->chips->names[d->chips->n] = label;
	d->chips->n++;
}

static void
show_node_chips(struct req *rq, struct view *v, const struct choice_state *s, struct drawing *d)
{
	const struct taxonomy *t = rq->site->taxonomy;

	for (size_t i = 0; i < t->n_sectors; i++) {
		struct choice_state without = *s;

		without.sectors[i] = false;
		if (choice_sector_counts(s, t, (int)i))
			show_chip(rq, v, d, &without,
			    sector_title(rq->arena, t, t->sectors[i].code, rq->lang));
	}
	for (size_t i = 0; i < t->n_regions; i++) {
		struct choice_state without = *s;

		without.regions[i] = false;
		if (choice_region_counts(s, t, (int)i))
			show_chip(rq, v, d, &without, words_place(rq, t->regions[i].code));
	}
	if (choice_rest_counts(s, t)) {
		struct choice_state without = *s;

		without.rest = false;
		show_chip(rq, v, d, &without, msg_text(MSG_REGION_REST, rq->lang));
	}
}

/* "Deadline: binnen 30 dagen"; what says it all by itself stands alone. */
static const char *
days_label(struct req *rq, enum msg label, enum msg choice)
{
	const char *text = msg_text(choice, rq->lang);

	return choice == MSG_DEADLINE_NONE ? text : msg_fill(rq->arena,
	    msg_text(MSG_FILTER_DAYS_CHIP, rq->lang), "label", msg_text(label, rq->lang),
	    "choice", words_in_sentence(rq, text), NULL);
}

static void
show_days_chips(struct req *rq, struct view *v, const struct choice_state *s, struct drawing *d)
{
	if (s->deadline != DEADLINE_ANY) {
		struct choice_state without = *s;

		without.deadline = DEADLINE_ANY;
		show_chip(rq, v, d, &without, days_label(rq, MSG_FILTER_DEADLINE,
		    list_deadlines.items[s->deadline - 1].label));
	}
	if (s->posted != POSTED_ANY) {
		struct choice_state without = *s;

		without.posted = POSTED_ANY;
		show_chip(rq, v, d, &without, days_label(rq, MSG_FILTER_POSTED,
		    list_posted.items[s->posted - 1].label));
	}
}

void
opportunity_chips_show(struct req *rq, struct view *v, const struct choice_state *s,
    struct opportunity_chips *ret_chips)
{
	struct drawing d = { .chips = ret_chips };

	ret_chips->n = 0;
	if (*s->q) {
		struct choice_state without = *s;

		without.q = "";
		if (without.sort == OPPORTUNITY_BY_RELEVANCE)
			without.sort = OPPORTUNITY_BY_DEADLINE;
		show_chip(rq, v, &d, &without, msg_fill(rq->arena, msg_text(MSG_SEARCH_CHIP, rq->lang),
		    "text", s->q, NULL));
	}
	show_node_chips(rq, v, s, &d);
	for (size_t i = 0; i < list_kinds.n; i++) {
		struct choice_state without = *s;

		without.kinds &= ~(UINT32_C(1) << i);
		if (s->kinds >> i & 1)
			show_chip(rq, v, &d, &without, msg_text(list_kinds.items[i].label, rq->lang));
	}
	for (size_t i = 0; i < list_cooperation.n; i++) {
		struct choice_state without = *s;

		without.cooperation &= ~(UINT32_C(1) << i);
		if (s->cooperation >> i & 1)
			show_chip(rq, v, &d, &without,
			    msg_text(list_cooperation.items[i].label, rq->lang));
	}
	show_days_chips(rq, v, s, &d);
	if (s->all) {
		struct choice_state without = *s;

		without.all = false;
		show_chip(rq, v, &d, &without, msg_text(MSG_FILTER_ALL_CHIP, rq->lang));
	}
	if (ret_chips->n > 0)
		view_text(view_section(v, V_ACTIVE), V_ACTIVE_WORDS,
		    words_count(rq, MSG_FILTER_ACTIVE, ret_chips->n));
}
