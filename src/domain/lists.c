#include "domain/lists.h"

/* clang-format off */
static const struct list_item kinds[] = {
	{ "tender",             MSG_KIND_TENDER },
	{ "project",            MSG_KIND_PROJECT },
	{ "technology_request", MSG_KIND_TECHNOLOGY_REQUEST },
	{ "partner_request",    MSG_KIND_PARTNER_REQUEST },
	{ "research",           MSG_KIND_RESEARCH },
	{ "investment",         MSG_KIND_INVESTMENT },
	{ "event",              MSG_KIND_EVENT },
};

/* The order is that of the bits in score_side.cooperation. */
static const struct list_item cooperation[] = {
	{ "sale",          MSG_COOPERATION_SALE },
	{ "agency",        MSG_COOPERATION_AGENCY },
	{ "joint_venture", MSG_COOPERATION_JOINT_VENTURE },
	{ "licence",       MSG_COOPERATION_LICENCE },
	{ "research",      MSG_COOPERATION_RESEARCH },
	{ "pilot",         MSG_COOPERATION_PILOT },
	{ "services",      MSG_COOPERATION_SERVICES },
	{ "investment",    MSG_COOPERATION_INVESTMENT },
};

/* The order is that of enum deadline_within and enum posted_within, which begin with "any". */
static const struct list_item deadlines[] = {
	{ "30",   MSG_FILTER_DEADLINE_30 },
	{ "90",   MSG_FILTER_DEADLINE_90 },
	{ "180",  MSG_FILTER_DEADLINE_180 },
	{ "none", MSG_DEADLINE_NONE },
};

static const struct list_item posted[] = {
	{ "7",  MSG_FILTER_POSTED_7 },
	{ "30", MSG_FILTER_POSTED_30 },
	{ "90", MSG_FILTER_POSTED_90 },
};

static const struct list_item provinces[] = {
	{ "antwerpen",       MSG_PROVINCE_ANTWERPEN },
	{ "limburg",         MSG_PROVINCE_LIMBURG },
	{ "oost-vlaanderen", MSG_PROVINCE_OOST_VLAANDEREN },
	{ "vlaams-brabant",  MSG_PROVINCE_VLAAMS_BRABANT },
	{ "west-vlaanderen", MSG_PROVINCE_WEST_VLAANDEREN },
};

static const struct list_item sizes[] = {
	{ "micro",  MSG_SIZE_MICRO },
	{ "small",  MSG_SIZE_SMALL },
	{ "medium", MSG_SIZE_MEDIUM },
	{ "large",  MSG_SIZE_LARGE },
};

/* The order is that of enum lang. */
static const struct list_item languages[] = {
	{ "nl", MSG_LANGUAGE_NL },
	{ "en", MSG_LANGUAGE_EN },
	{ "zh", MSG_LANGUAGE_ZH },
};

static const struct list_item export_experience[] = {
	{ "none",    MSG_EXPORT_NONE },
	{ "under_1", MSG_EXPORT_UNDER_1 },
	{ "1_to_2",  MSG_EXPORT_1_TO_2 },
	{ "over_2",  MSG_EXPORT_OVER_2 },
};

static const struct list_item opportunity_status[] = {
	{ "draft",        MSG_STATUS_DRAFT },
	{ "in_review",    MSG_STATUS_IN_REVIEW },
	{ "published",    MSG_STATUS_PUBLISHED },
	{ "closed",       MSG_STATUS_CLOSED },
	{ "withdrawn",    MSG_STATUS_WITHDRAWN },
	{ "fulfilled",    MSG_STATUS_FULFILLED },
	{ "unsuccessful", MSG_STATUS_UNSUCCESSFUL },
	{ "archived",     MSG_STATUS_ARCHIVED },
};

/* The order is that of enum match_state. */
static const struct list_item match_states[] = {
	{ "suggested",    MSG_MATCH_SUGGESTED },
	{ "in_review",    MSG_MATCH_IN_REVIEW },
	{ "more_info",    MSG_MATCH_MORE_INFO },
	{ "suitable",     MSG_MATCH_SUITABLE },
	{ "not_suitable", MSG_MATCH_NOT_SUITABLE },
};

static const struct list_item reasons[] = {
	{ "technology",     MSG_REASON_TECHNOLOGY },
	{ "scale",          MSG_REASON_SCALE },
	{ "timing",         MSG_REASON_TIMING },
	{ "export_control", MSG_REASON_EXPORT_CONTROL },
	{ "other",          MSG_REASON_OTHER },
};

/* "unconfirmed" is none that anybody is told of. */
static const struct list_item company_states[] = {
	{ "submitted", MSG_COMPANY_STATE_SUBMITTED },
	{ "verified",  MSG_COMPANY_STATE_VERIFIED },
	{ "refused",   MSG_COMPANY_STATE_REFUSED },
	{ "archived",  MSG_COMPANY_STATE_ARCHIVED },
};

static const struct list_item refusals[] = {
	{ "not_flemish",   MSG_REFUSAL_NOT_FLEMISH },
	{ "not_cleantech", MSG_REFUSAL_NOT_CLEANTECH },
	{ "duplicate",     MSG_REFUSAL_DUPLICATE },
	{ "unreachable",   MSG_REFUSAL_UNREACHABLE },
	{ "other",         MSG_REFUSAL_OTHER },
};
/* clang-format on */

const struct list list_kinds = { kinds, countof(kinds) };
const struct list list_cooperation = { cooperation, countof(cooperation) };
const struct list list_deadlines = { deadlines, countof(deadlines) };
const struct list list_posted = { posted, countof(posted) };
const struct list list_provinces = { provinces, countof(provinces) };
const struct list list_sizes = { sizes, countof(sizes) };
const struct list list_languages = { languages, countof(languages) };
const struct list list_export = { export_experience, countof(export_experience) };
const struct list list_opportunity_status = { opportunity_status, countof(opportunity_status) };
const struct list list_match_states = { match_states, countof(match_states) };
const struct list list_reasons = { reasons, countof(reasons) };
const struct list list_company_states = { company_states, countof(company_states) };
const struct list list_refusals = { refusals, countof(refusals) };

int
list_find(const struct list *list, const char *code)
{
	for (size_t i = 0; i < list->n; i++)
		if (streq(list->items[i].code, code))
			return (int)i;
	return -1;
}

bool
list_has(const struct list *list, const char *code)
{
	return list_find(list, code) >= 0;
}

const char *
list_label(const struct list *list, const char *code, enum lang lang)
{
	int i = list_find(list, code);

	return i >= 0 ? msg_text(list->items[i].label, lang) : code;
}
