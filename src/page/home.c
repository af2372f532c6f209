#include "page/card.h"
#include "page/frame.h"
#include "page/listing.h"
#include "page/region_card.h"
#include "page/routes.h"
#include "page/words.h"
#include "text/format.h"

#define NEWEST_SHOWN 5

struct home {
	struct opportunity_result open;
	struct opportunity_list newest;
	struct region_cards regions;
	int64_t partners;
};

static enum err
fetch(struct req *rq, struct home *home)
{
	struct opportunity_filter filter = listing_filter(rq, NEWEST_SHOWN);
	struct partner_list partners;

	filter.sort = OPPORTUNITY_NEWEST;
	enum err e = listing_run(rq, &filter, &home->open);
	if (e == OK)
		e = listing_fetch(rq, &home->open, &home->newest);
	if (e == OK)
		e = region_cards_fetch(rq, &home->open, &home->regions);
	if (e == OK)
		e = partner_list(rq->db, rq->arena, &partners);
	if (e != OK)
		return e;
	home->partners = 0;
	for (size_t i = 0; i < partners.n; i++)
		home->partners += streq(partners.items[i].kind, "partner");
	return OK;
}

static void
show_facts(struct req *rq, struct view *v, const struct home *home)
{
	int64_t open = (int64_t)home->open.total;

	view_text(v, V_FACT_OPEN, format_int(rq->arena, open, rq->lang));
	view_text(v, V_FACT_OPEN_LABEL, msg_plural(MSG_HOME_FACT_OPEN, rq->lang, open));
	view_int(v, V_FACT_REGIONS, (int64_t)home->regions.n);
	view_int(v, V_FACT_PARTNERS, home->partners);
}

/* "What fits me?": the twelve sectors and the partner regions. */
static void
show_try(struct req *rq, struct view *v, const struct home *home)
{
	const struct taxonomy *t = rq->site->taxonomy;

	for (size_t i = 0; i < t->n_sectors; i++) {
		if (t->sectors[i].parent >= 0)
			continue;
		struct view *option = view_section(v, V_TRY_SECTOR);
		view_text(option, V_TRY_SECTOR_CODE, t->sectors[i].code);
		view_text(option, V_TRY_SECTOR_LABEL,
		    texts_pick(&t->sectors[i].label, rq->lang, NULL));
	}
	for (size_t i = 0; i < home->regions.n; i++) {
		int region = home->regions.items[i].region;
		struct view *option = view_section(v, V_TRY_REGION);
		view_text(option, V_TRY_REGION_CODE, t->regions[region].code);
		view_text(option, V_TRY_REGION_LABEL, region_name(rq, region));
	}
}

enum err
page_home(struct req *rq, struct resp *rs)
{
	struct home home;

	enum err e = fetch(rq, &home);
	if (e != OK)
		return e;

	struct view *v = frame_page(rq, "home.html", msg_text(MSG_HOME_TITLE, rq->lang));
	frame_description(v, msg_text(MSG_HOME_DESCRIPTION, rq->lang));
	view_text(view_include(v, V_MAP, "parts/map.html"), V_MAP_CLASS, "map");
	show_facts(rq, v, &home);
	region_cards_show(rq, v, &home.regions);
	show_try(rq, v, &home);
	if (home.newest.n > 0) {
		struct view *newest = view_section(v, V_NEWEST);
		view_text(newest, V_NEWEST_ALL,
		    words_count(rq, MSG_COUNT_SEE_ALL, (int64_t)home.open.total));
		card_rows(rq, newest, &home.newest);
	}
	return frame_ok(rs, v);
}
