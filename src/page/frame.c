#include "page/frame.h"

#include "page/review.h"
#include "text/format.h"

#define STAFF_COMPANIES "/staff/companies"

/* The main menu, and the bar of the staff: the path decides which is current. */
static const struct {
	const char *path;
	enum msg label;
} nav[] = {
	{ "/regions", MSG_NAV_REGIONS },
	{ "/opportunities", MSG_NAV_OPPORTUNITIES },
	{ "/about/matching", MSG_NAV_MATCHING },
	{ "/about/partners", MSG_NAV_PARTNERS },
	{ "/register", MSG_NAV_REGISTER },
}, staff_nav[] = {
	{ "/staff/review", MSG_NAV_REVIEW },
	{ STAFF_COMPANIES, MSG_NAV_COMPANIES },
	{ "/staff/mail", MSG_NAV_MAIL },
};

static bool
is_under(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

/* The address of this page in another language, its query kept. */
static const char *
url_in(const struct req *rq, enum lang lang, const char *origin)
{
	const char *query = params_encode(rq->arena, rq->query);

	return arena_printf(rq->arena, "%s/%s%s%s%s", origin, lang_code(lang), rq->path,
	    *query ? "?" : "", query);
}

static void
show_languages(struct req *rq, struct view *layout)
{
	static const struct {
		const char *shown, *name;
	} of[LANG__MAX] = {
		[LANG_NL] = { "NL", "Nederlands" },
		[LANG_EN] = { "EN", "English" },
		[LANG_ZH] = { "中文", NULL },
	};

	for (int i = 0; i < LANG__MAX; i++) {
		enum lang lang = (enum lang)i;
		struct view *item = view_section(layout, V_SWITCH);

		view_text(item, V_SWITCH_URL, url_in(rq, lang, ""));
		view_text(item, V_SWITCH_TAG, lang_tag(lang));
		view_text(item, V_SWITCH_SHORT, of[i].shown);
		if (of[i].name)
			view_text(view_section(item, V_SWITCH_LONG), V_SWITCH_LONG_TEXT, of[i].name);
		if (lang == rq->lang)
			view_show(item, V_SWITCH_CURRENT);
		/* A page that only its owner sees has no place in search results. */
		if (rq->me.access == ANYONE && rq->binding[0] == '\0') {
			struct view *alternate = view_section(layout, V_ALTERNATE);
			view_text(alternate, V_ALTERNATE_TAG, lang_tag(lang));
			view_text(alternate, V_ALTERNATE_URL, url_in(rq, lang, rq->site->origin));
		}
	}
}

static void
show_person(struct req *rq, struct view *layout)
{
	if (rq->me.access == ANYONE) {
		view_show(layout, V_GUEST);
		return;
	}
	struct view *me = view_section(layout, V_ME);
	view_text(me, V_ME_NAME, rq->me.name);
	/* Signing out is bound to the cookie, also on a page that is bound to its address. */
	view_text(me, V_ME_CSRF, req_csrf_cookie(rq));
	view_text(me, V_ME_URL,
	    req_url(rq, "%s", rq->me.access == MEMBER ? "/company" : "/staff/review"));
}

static void
show_staff_menu(struct req *rq, struct view *staff)
{
	for (size_t i = 0; i < countof(staff_nav); i++) {
		bool companies = streq(staff_nav[i].path, STAFF_COMPANIES);

		if (companies && !review_checks(&rq->me))
			continue;
		struct view *item = view_section(staff, V_STAFF_NAV);
		view_text(item, V_STAFF_NAV_URL, req_url(rq, "%s", staff_nav[i].path));
		view_text(item, V_STAFF_NAV_LABEL, msg_text(staff_nav[i].label, rq->lang));
		if (is_under(rq->path, staff_nav[i].path))
			view_show(item, V_STAFF_NAV_CURRENT);
		if (companies && rq->waiting > 0) {
			struct view *count = view_section(item, V_STAFF_NAV_COUNT);
			view_text(count, V_STAFF_NAV_COUNT_N, format_int(rq->arena, rq->waiting, rq->lang));
			view_text(count, V_STAFF_NAV_COUNT_WORDS,
			    msg_plural(MSG_COMPANIES_WAITING, rq->lang, rq->waiting));
		}
	}
}

static void
show_menus(struct req *rq, struct view *layout)
{
	for (size_t i = 0; i < countof(nav); i++) {
		struct view *item = view_section(layout, V_NAV);
		view_text(item, V_NAV_URL, req_url(rq, "%s", nav[i].path));
		view_text(item, V_NAV_LABEL, msg_text(nav[i].label, rq->lang));
		if (is_under(rq->path, nav[i].path))
			view_show(item, V_NAV_CURRENT);
	}
	if (rq->me.access >= EDITOR)
		show_staff_menu(rq, view_section(layout, V_STAFF));
}

struct view *
frame_page(struct req *rq, const char *file, const char *title)
{
	struct view *content = view_page(file, rq->lang);
	struct view *layout = view_layout(content);

	view_text(layout, V_TITLE, arena_printf(rq->arena, "%s – %s", title,
	    msg_text(MSG_SITE_NAME, rq->lang)));
	show_languages(rq, layout);
	show_person(rq, layout);
	show_menus(rq, layout);
	if (rq->demo)
		view_show(layout, V_DEMO);
	return content;
}

const char *
frame_error_title(struct req *rq, const char *title)
{
	return msg_fill(rq->arena, msg_text(MSG_TITLE_ERROR_PREFIX, rq->lang), "title", title, NULL);
}

struct view *
frame_crumbs(struct view *content, const char *here)
{
	struct view *crumbs = view_section(view_layout(content), V_CRUMBS);

	view_text(crumbs, V_CRUMBS_HERE, here);
	return crumbs;
}

void
frame_crumb(struct view *crumbs, const char *url, const char *label)
{
	struct view *item = view_section(crumbs, V_CRUMB);

	view_text(item, V_CRUMB_URL, url);
	view_text(item, V_CRUMB_LABEL, label);
}

void
frame_notice(struct view *content, const char *kind, const char *text)
{
	struct view *notice = view_section(view_layout(content), V_NOTICE);

	view_text(notice, V_NOTICE_KIND, kind);
	view_text(notice, V_NOTICE_TEXT, text);
}

void
frame_description(struct view *content, const char *text)
{
	view_text(view_section(view_layout(content), V_DESCRIPTION), V_DESCRIPTION_TEXT, text);
}

void
frame_subscribe(struct view *content, const char *url, const char *title)
{
	struct view *feed = view_section(view_layout(content), V_SUBSCRIBE);

	view_text(feed, V_SUBSCRIBE_URL, url);
	view_text(feed, V_SUBSCRIBE_TITLE, title);
}

enum err
frame_ok(struct resp *rs, struct view *content)
{
	rs->status = 200;
	rs->view = content;
	return OK;
}
