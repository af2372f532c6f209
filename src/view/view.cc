#include "base/hash.h"
#include "view/view.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <system_error>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include "base/log.h"
#include "text/msg.h"

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;
using ctemplate::TemplateString;

struct view_root;
struct view {
	TemplateDictionary *dict;
	view_root *root;
};

/* What view_page() and view_part() own: every part of one page. */
struct view_root {
	view_root(const std::string &f, enum lang l) : file(f), lang(l), dict(f) {}
	std::string file;		/* key in the cache: "nl/layout.html" */
	enum lang lang;
	TemplateDictionary dict;
	std::deque<view> parts;		/* a deque never moves them */
};

namespace {

/* Names are interned once: ctemplate then compares numbers, not text. */
#define X(name) const StaticTemplateString name_##name = STS_INIT(name_##name, #name);
VIEW_NAMES(X)
#undef X
#define X(name) &name_##name,
const StaticTemplateString *const names[] = { VIEW_NAMES(X) };
#undef X
const StaticTemplateString name_of_content = STS_INIT(name_of_content, "CONTENT");

const char pragma[] = "{{%AUTOESCAPE context=\"HTML\"}}";
/* Blank lines are kept in mails: there they part paragraphs. */
const ctemplate::Strip strip = ctemplate::DO_NOT_STRIP;

std::string
key_of(enum lang lang, const char *file)
{
	return std::string(lang_code(lang)) + "/" + file;
}

class emitter : public ctemplate::ExpandEmitter {
public:
	explicit emitter(struct buf *b) : out(b) {}
	void Emit(char c) override { buf_putc(out, c); }
	void Emit(const std::string &s) override { buf_add(out, s.data(), s.size()); }
	void Emit(const char *s) override { buf_add(out, s, strlen(s)); }
	void Emit(const char *s, size_t n) override { buf_add(out, s, n); }

private:
	struct buf *out;
};

/* ${text} as it may stand between tags and in quoted attributes. */
std::string
escaped(const char *text)
{
	std::string out;

	for (; *text; text++)
		switch (*text) {
		case '&': out += "&amp;"; break;
		case '<': out += "&lt;"; break;
		case '>': out += "&gt;"; break;
		case '"': out += "&quot;"; break;
		case '\'': out += "&#39;"; break;
		default: out += *text;
		}
	return out;
}

/* What is below ${root}, by its path from there; false, and logged, if a folder cannot be read. */
bool
list_files(const std::filesystem::path &root, std::set<std::string> &all)
{
	std::error_code why;
	std::filesystem::recursive_directory_iterator at(root, why);

	for (; !why && at != std::filesystem::end(at); at.increment(why))
		all.insert(at->path().lexically_relative(root).string());
	if (why)
		log_event(LOG_ERROR, "view", "%s: %s", root.c_str(), why.message().c_str());
	return !why;
}

/* A short name for the present content of the static files; false, and logged, if they cannot be read. */
bool
assets_version(const std::filesystem::path &dir, std::string &version)
{
	std::set<std::string> files;
	std::error_code why;
	uint64_t hash = HASH_START;
	char name[17];

	if (std::filesystem::is_directory(dir, why) && !list_files(dir, files))
		return false;
	for (const auto &file : files) {
		std::ifstream in(dir / file, std::ios::binary);
		for (char c; in.get(c);)
			hash = hash_bytes(hash, &c, 1);
	}
	snprintf(name, sizeof name, "%016llx", static_cast<unsigned long long>(hash));
	version = name;
	return true;
}

/* The words of one language, by the name in the template. */
std::map<std::string, std::string>
constants(enum lang lang, bool html, const std::string &assets)
{
	std::map<std::string, std::string> all;

	for (int m = MSG_NONE + 1; m < MSG__MAX; m++) {
		const char *text = msg_text(static_cast<enum msg>(m), lang);
		all[std::string("M_") + msg_name(static_cast<enum msg>(m))] =
		    html ? escaped(text) : text;
	}
	all["LANG"] = lang_code(lang);
	all["LANG_TAG"] = lang_tag(lang);
	all["STATIC"] = "/static/" + assets;
	return all;
}

/* Put the constants of one language into a template; false if a message does not exist. */
bool
fill_constants(const std::string &file, std::string &text,
    const std::map<std::string, std::string> &all)
{
	size_t at = 0;

	while ((at = text.find("{{", at)) != std::string::npos) {
		size_t end = text.find("}}", at);
		if (end == std::string::npos)
			break;
		std::string name = text.substr(at + 2, end - at - 2);
		auto found = all.find(name);
		if (found != all.end()) {
			text.replace(at, end + 2 - at, found->second);
			at += found->second.size();
		} else if (name.compare(0, 2, "M_") == 0) {
			log_event(LOG_ERROR, "view", "%s: no message {{%s}}", file.c_str(), name.c_str());
			return false;
		} else {
			at = end + 2;
		}
	}
	return true;
}

bool
load(const std::string &dir, const std::string &file, enum lang lang, const std::string &assets)
{
	std::ifstream in(dir + "/" + file, std::ios::binary);
	std::stringstream text;
	const bool html = file.size() > 5 && file.compare(file.size() - 5, 5, ".html") == 0;

	text << in.rdbuf();
	std::string words = text.str();
	if (!in || (html && words.compare(0, strlen(pragma), pragma) != 0)) {
		log_event(LOG_ERROR, "view", "%s: cannot be read, or does not begin with %s",
		    file.c_str(), pragma);
		return false;
	}
	if (!fill_constants(file, words, constants(lang, html, assets)))
		return false;
	if (!ctemplate::StringToTemplateCache(key_of(lang, file.c_str()), words, strip)) {
		log_event(LOG_ERROR, "view", "%s: broken template", file.c_str());
		return false;
	}
	return true;
}

struct view *
part(view_root *root, TemplateDictionary *dict)
{
	root->parts.push_back(view{ dict, root });
	return &root->parts.back();
}

} // namespace

bool
view_load_all(const char *dir) noexcept
{
	const std::filesystem::path root(dir);
	std::set<std::string> files;
	std::string assets;

	if (!list_files(root, files) || !assets_version(root / "static", assets))
		return false;
	bool ok = files.count("layout.html") > 0;
	if (!ok)
		log_event(LOG_ERROR, "view", "%s: no layout.html there", dir);
	for (const auto &file : files) {
		const std::string ext = std::filesystem::path(file).extension().string();
		if ((ext == ".html" || ext == ".txt") && file.compare(0, 7, "static/") != 0)
			for (int l = 0; l < LANG__MAX; l++)
				ok &= load(dir, file, static_cast<enum lang>(l), assets);
	}
	if (ok)
		ctemplate::mutable_default_template_cache()->Freeze();
	return ok;
}

struct view *
view_page(const char *file, enum lang lang) noexcept
{
	view_root *root = new view_root(key_of(lang, "layout.html"), lang);
	TemplateDictionary *content = root->dict.AddIncludeDictionary(name_of_content);

	content->SetFilename(key_of(lang, file));
	part(root, &root->dict);
	return part(root, content);
}

struct view *
view_layout(struct view *v) noexcept
{
	return &v->root->parts.front();
}

struct view *
view_part(const char *file, enum lang lang) noexcept
{
	view_root *root = new view_root(key_of(lang, file), lang);

	return part(root, &root->dict);
}

void
view_free(struct view *v) noexcept
{
	if (v)
		delete v->root;
}

void
view_text(struct view *v, enum view_name name, const char *text) noexcept
{
	v->dict->SetValueWithoutCopy(*names[name], TemplateString(text ? text : ""));
}

void
view_int(struct view *v, enum view_name name, int64_t number) noexcept
{
	v->dict->SetIntValue(*names[name], static_cast<long>(number));
}

struct view *
view_section(struct view *v, enum view_name name) noexcept
{
	return part(v->root, v->dict->AddSectionDictionary(*names[name]));
}

void
view_show(struct view *v, enum view_name name) noexcept
{
	v->dict->AddSectionDictionary(*names[name]);
}

struct view *
view_include(struct view *v, enum view_name name, const char *file) noexcept
{
	TemplateDictionary *dict = v->dict->AddIncludeDictionary(*names[name]);

	dict->SetFilename(key_of(v->root->lang, file));
	return part(v->root, dict);
}

bool
view_render(struct view *v, struct buf *out) noexcept
{
	emitter e(out);

	return ctemplate::ExpandTemplate(v->root->file, strip, &v->root->dict, &e) && !out->over;
}
