-- Cleantech Route China: the whole schema as it is now.
-- An empty database plus this file equals all of deploy/migrations/ (tests/lint/schema.sh).
-- Times are seconds since 1970 UTC, days are ISO 8601 text, codes are those of the taxonomy.
-- SQL stays in what SQLite 3.40 and PostgreSQL 15 both take, apart from STRICT, triggers and the pragmas.

-- Secrets of this installation, made by `init`.
CREATE TABLE secret (
	name TEXT PRIMARY KEY,			-- 'csrf'
	value BLOB NOT NULL			-- 32 random bytes
) STRICT;

-- The taxonomy: loaded by `seed`, fixed codes, labels in three languages.
CREATE TABLE sector (
	code TEXT PRIMARY KEY,			-- 'water' or 'water.sludge'
	parent TEXT REFERENCES sector (code),	-- NULL for one of the twelve
	position INTEGER NOT NULL UNIQUE,	-- order of display, from 1
	label_nl TEXT NOT NULL,
	label_en TEXT NOT NULL,
	label_zh TEXT NOT NULL
) STRICT;
CREATE INDEX sector_by_parent ON sector (parent);

CREATE TABLE region (
	code TEXT PRIMARY KEY,			-- ISO 3166-2 or GB/T 2260
	parent TEXT REFERENCES region (code),	-- NULL for CN
	position INTEGER NOT NULL UNIQUE,
	level TEXT NOT NULL CHECK (level IN ('country', 'province', 'municipality', 'city')),
	slug TEXT UNIQUE,			-- address of its page, NULL if it has none
	label_nl TEXT NOT NULL,
	label_en TEXT NOT NULL,
	label_zh TEXT NOT NULL
) STRICT;
CREATE INDEX region_by_parent ON region (parent);

-- The vocabulary: loaded by `seed` and `import vocabulary`, always read as a whole (decision 0009).
-- Lists are as in seed/vocabulary/: terms parted by "; ", the preferred one first, codes by a blank.
CREATE TABLE concept (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,		-- 'membrane-bioreactor'
	source TEXT NOT NULL,			-- '' for ours, else the scheme it was imported from: 'gemet'
	sectors TEXT NOT NULL,			-- 'water.municipal water.reuse', home first
	terms_nl TEXT NOT NULL,
	terms_en TEXT NOT NULL,
	terms_zh TEXT NOT NULL,
	broader TEXT NOT NULL,			-- codes
	related TEXT NOT NULL
) STRICT;

-- Words that say nothing by themselves: 'installatie', 'project', '项目'.
CREATE TABLE stop_word (
	lang TEXT NOT NULL CHECK (lang IN ('nl', 'en', 'zh')),
	word TEXT NOT NULL,
	PRIMARY KEY (lang, word)
) STRICT;

-- Numbers that the program keeps about its own data.
CREATE TABLE setting (
	name TEXT PRIMARY KEY,			-- 'vocabulary': a hash of concept and stop_word
	value INTEGER NOT NULL
) STRICT;

-- Weights and thresholds of the score, from seed/rules.csv.
CREATE TABLE score_rule (
	name TEXT PRIMARY KEY,			-- 'sector_equal'
	value INTEGER NOT NULL
) STRICT;

-- The seven partners, and the offices of Flanders Investment & Trade.
CREATE TABLE partner (
	code TEXT PRIMARY KEY,
	position INTEGER NOT NULL UNIQUE,
	kind TEXT NOT NULL CHECK (kind IN ('partner', 'office')),
	scope TEXT NOT NULL CHECK (scope IN ('province', 'all', 'none')),	-- whose companies its staff look after
	province TEXT,				-- of scope 'province', else NULL
	name_nl TEXT NOT NULL,
	name_en TEXT NOT NULL,
	name_zh TEXT NOT NULL,
	text_nl TEXT NOT NULL,
	text_en TEXT NOT NULL,
	text_zh TEXT NOT NULL,
	CHECK ((scope = 'province') = (province IS NOT NULL))
) STRICT;

CREATE TABLE partner_region (
	partner TEXT NOT NULL REFERENCES partner (code) ON DELETE CASCADE,
	region TEXT NOT NULL REFERENCES region (code),
	since TEXT NOT NULL,			-- year in which this tie began, '' if not known
	PRIMARY KEY (partner, region)
) STRICT;

-- Texts about the world: one row per subject and language.
CREATE TABLE page_text (
	subject TEXT NOT NULL,			-- 'regions/shaanxi', 'privacy'
	lang TEXT NOT NULL CHECK (lang IN ('nl', 'en', 'zh')),
	title TEXT NOT NULL,
	body TEXT NOT NULL,			-- paragraphs parted by an empty line; '## ' begins a heading
	updated_at INTEGER NOT NULL,
	PRIMARY KEY (subject, lang)
) STRICT;

-- Figures about a region, each with its year and source.
CREATE TABLE region_fact (
	region TEXT NOT NULL REFERENCES region (code),
	position INTEGER NOT NULL,
	label_nl TEXT NOT NULL,
	label_en TEXT NOT NULL,
	label_zh TEXT NOT NULL,
	value_nl TEXT NOT NULL,
	value_en TEXT NOT NULL,
	value_zh TEXT NOT NULL,
	year TEXT NOT NULL,
	source_name TEXT NOT NULL,
	source_url TEXT NOT NULL,
	PRIMARY KEY (region, position)
) STRICT;

CREATE TABLE company (
	id INTEGER PRIMARY KEY,
	ref TEXT NOT NULL UNIQUE,		-- 'VL-0001', or 'C-' and a number when registered here
	name TEXT NOT NULL,
	enterprise_number TEXT,			-- KBO/CBE: ten digits, mod-97 checked; NULL: not known
	province TEXT CHECK (province IN ('antwerpen', 'limburg', 'oost-vlaanderen',
		'vlaams-brabant', 'west-vlaanderen')),	-- NULL: not known
	website TEXT NOT NULL DEFAULT '',
	founded INTEGER,			-- year
	size TEXT CHECK (size IN ('micro', 'small', 'medium', 'large')),
	export_experience TEXT CHECK (export_experience IN ('none', 'under_1', '1_to_2', 'over_2')),
	contact_name TEXT NOT NULL DEFAULT '',
	contact_email TEXT NOT NULL DEFAULT '',
	state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'submitted', 'verified', 'refused',
		'archived')),			-- unconfirmed: registered, the e-mail address is yet to be confirmed
	reason TEXT NOT NULL DEFAULT '',	-- of a refusal
	demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX company_ref_any_case ON company (ref COLLATE NOCASE);	-- 'vl-1' is no other than 'VL-1'
CREATE INDEX company_demo ON company (demo) WHERE demo = 1;	-- every page asks whether there is one
CREATE INDEX company_by_province ON company (province, state);
-- Who has not confirmed an address yet keeps nobody else from registering a number.
CREATE UNIQUE INDEX company_by_number ON company (enterprise_number) WHERE state <> 'unconfirmed';

-- Languages in which the company can do business: BCP 47 nl, en, zh.
CREATE TABLE company_language (
	company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE,
	lang TEXT NOT NULL,
	PRIMARY KEY (company_id, lang)
) STRICT;

-- What matches: a company has one or more technologies.
CREATE TABLE technology (
	id INTEGER PRIMARY KEY,
	company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE,
	position INTEGER NOT NULL,		-- its row within the company, from 1
	oneline TEXT NOT NULL DEFAULT '',	-- in one sentence, language of the first summary
	summary_nl TEXT NOT NULL DEFAULT '',
	summary_en TEXT NOT NULL DEFAULT '',
	summary_zh TEXT NOT NULL DEFAULT '',
	capacity TEXT NOT NULL DEFAULT '',	-- as written: '100 tot 9.000 m³ per dag'
	trl INTEGER CHECK (trl BETWEEN 1 AND 9),	-- NULL: not known
	state TEXT NOT NULL CHECK (state IN ('live', 'archived')),
	updated_at INTEGER NOT NULL,
	UNIQUE (company_id, position)
) STRICT;

CREATE TABLE technology_sector (
	technology_id INTEGER NOT NULL REFERENCES technology (id) ON DELETE CASCADE,
	sector TEXT NOT NULL REFERENCES sector (code),
	PRIMARY KEY (technology_id, sector)
) STRICT;
CREATE INDEX technology_by_sector ON technology_sector (sector, technology_id);

CREATE TABLE technology_region (
	technology_id INTEGER NOT NULL REFERENCES technology (id) ON DELETE CASCADE,
	region TEXT NOT NULL REFERENCES region (code),
	PRIMARY KEY (technology_id, region)
) STRICT;

CREATE TABLE technology_cooperation (
	technology_id INTEGER NOT NULL REFERENCES technology (id) ON DELETE CASCADE,
	cooperation TEXT NOT NULL,
	PRIMARY KEY (technology_id, cooperation)
) STRICT;

CREATE TABLE opportunity (
	id INTEGER PRIMARY KEY,
	ref TEXT NOT NULL UNIQUE,		-- 'SN-2026-014'
	kind TEXT NOT NULL CHECK (kind IN ('tender', 'project', 'technology_request',
		'partner_request', 'research', 'investment', 'event')),
	title_nl TEXT NOT NULL DEFAULT '',
	title_en TEXT NOT NULL DEFAULT '',
	title_zh TEXT NOT NULL DEFAULT '',
	summary_nl TEXT NOT NULL DEFAULT '',
	summary_en TEXT NOT NULL DEFAULT '',
	summary_zh TEXT NOT NULL DEFAULT '',
	capacity TEXT NOT NULL DEFAULT '',	-- asked, as written
	trl_min INTEGER CHECK (trl_min BETWEEN 1 AND 9),
	deadline TEXT,				-- ISO day, NULL: none
	organisation TEXT NOT NULL DEFAULT '',
	organisation_hidden INTEGER NOT NULL DEFAULT 0 CHECK (organisation_hidden IN (0, 1)),
	source_url TEXT NOT NULL DEFAULT '',
	status TEXT NOT NULL CHECK (status IN ('draft', 'in_review', 'published', 'closed',
		'withdrawn', 'fulfilled', 'unsuccessful', 'archived')),
	verified_on TEXT,			-- ISO day of the last check with the party
	published_on TEXT,			-- ISO day of first publication
	demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX opportunity_ref_any_case ON opportunity (ref COLLATE NOCASE);
CREATE INDEX opportunity_demo ON opportunity (demo) WHERE demo = 1;
CREATE INDEX opportunity_by_deadline ON opportunity (status, deadline, id);

CREATE TABLE opportunity_sector (
	opportunity_id INTEGER NOT NULL REFERENCES opportunity (id) ON DELETE CASCADE,
	sector TEXT NOT NULL REFERENCES sector (code),
	PRIMARY KEY (opportunity_id, sector)
) STRICT;
CREATE INDEX opportunity_by_sector ON opportunity_sector (sector, opportunity_id);

CREATE TABLE opportunity_region (
	opportunity_id INTEGER NOT NULL REFERENCES opportunity (id) ON DELETE CASCADE,
	region TEXT NOT NULL REFERENCES region (code),
	PRIMARY KEY (opportunity_id, region)
) STRICT;
CREATE INDEX opportunity_by_region ON opportunity_region (region, opportunity_id);

CREATE TABLE opportunity_cooperation (
	opportunity_id INTEGER NOT NULL REFERENCES opportunity (id) ON DELETE CASCADE,
	cooperation TEXT NOT NULL,
	PRIMARY KEY (opportunity_id, cooperation)
) STRICT;

-- Full text: a row per opportunity, its id the rowid.  The columns hold words as text/search_words.h cuts
-- them, parted by blanks, so the tokenizer only has to split: any SQLite can read and check the table.
-- Kept by the job process; it can be emptied at any time, with every opportunity put into search_todo.
CREATE VIRTUAL TABLE opportunity_search USING fts5 (
	title_nl, title_en, title_zh, text_nl, text_en, text_zh,
	names,					-- reference, regions, and the organisation unless it is hidden
	tokenize = 'ascii'
);
-- What the job process still has to read again.  (OR IGNORE in a trigger would give way to the policy of the
-- statement that fires it.)
CREATE TABLE search_todo (
	opportunity_id INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER search_todo_insert AFTER INSERT ON opportunity
BEGIN
	INSERT INTO search_todo (opportunity_id) VALUES (new.id) ON CONFLICT (opportunity_id) DO NOTHING;
END;
CREATE TRIGGER search_todo_update AFTER UPDATE OF ref, title_nl, title_en, title_zh, summary_nl, summary_en,
	summary_zh, organisation, organisation_hidden ON opportunity
BEGIN
	INSERT INTO search_todo (opportunity_id) VALUES (new.id) ON CONFLICT (opportunity_id) DO NOTHING;
END;
CREATE TRIGGER search_todo_region AFTER INSERT ON opportunity_region
BEGIN
	INSERT INTO search_todo (opportunity_id) VALUES (new.opportunity_id) ON CONFLICT (opportunity_id) DO NOTHING;
END;
CREATE TRIGGER search_todo_no_region AFTER DELETE ON opportunity_region
BEGIN
	INSERT INTO search_todo (opportunity_id) VALUES (old.opportunity_id) ON CONFLICT (opportunity_id) DO NOTHING;
END;
CREATE TRIGGER search_todo_label AFTER UPDATE OF label_nl, label_en, label_zh, parent ON region
BEGIN
	INSERT INTO search_todo (opportunity_id)
	SELECT DISTINCT opportunity_id FROM opportunity_region
	WHERE region = new.code OR region IN (SELECT code FROM region WHERE parent = new.code)
	ON CONFLICT (opportunity_id) DO NOTHING;
END;
CREATE TRIGGER search_todo_delete AFTER DELETE ON opportunity
BEGIN
	INSERT INTO search_todo (opportunity_id) VALUES (old.id) ON CONFLICT (opportunity_id) DO NOTHING;
END;

-- One technology that may fit one opportunity.  score, known, met and the
-- states of the criteria are what domain/score.c says for the two.
CREATE TABLE match (
	id INTEGER PRIMARY KEY,
	technology_id INTEGER NOT NULL REFERENCES technology (id) ON DELETE CASCADE,
	opportunity_id INTEGER NOT NULL REFERENCES opportunity (id) ON DELETE CASCADE,
	score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
	known INTEGER NOT NULL,			-- criteria of which both sides are known
	met INTEGER NOT NULL,			-- of those, how many are met
	criteria TEXT NOT NULL,			-- one letter per criterion in the order of
						-- enum criterion: m met, p partly, n not met, u not known
	rules TEXT NOT NULL,			-- version of the rules that gave the score
	origin TEXT NOT NULL CHECK (origin IN ('system', 'company', 'staff')),
	state TEXT NOT NULL CHECK (state IN ('suggested', 'in_review', 'more_info', 'suitable',
		'not_suitable', 'proposed', 'accepted', 'declined', 'lapsed', 'withdrawn')),
	reason TEXT NOT NULL DEFAULT '',	-- code of the reason of the last decision
	version INTEGER NOT NULL DEFAULT 1,	-- grows with each decision: nobody overwrites unseen
	province TEXT NOT NULL,			-- of the company, '' if not known, and
	deadline TEXT NOT NULL,			-- of the opportunity, '9999-12-31' for none: copies, for the
						-- indexes of the review queue; triggers keep them
	created_at INTEGER NOT NULL,
	scored_at INTEGER NOT NULL,
	UNIQUE (technology_id, opportunity_id)
) STRICT;
-- Each order of the review queue, within one province and state; the id comes last in every index.
CREATE INDEX match_by_score ON match (province, state, score DESC);
CREATE INDEX match_by_deadline ON match (province, state, deadline);
CREATE INDEX match_by_age ON match (province, state);
-- The queue of one region or sector.
CREATE INDEX match_by_opportunity ON match (opportunity_id, state, province, score, deadline);

CREATE TRIGGER match_province AFTER UPDATE OF province ON company
WHEN old.province IS NOT new.province
BEGIN
	UPDATE match SET province = coalesce(new.province, '')
	WHERE technology_id IN (SELECT id FROM technology WHERE company_id = new.id);
END;
CREATE TRIGGER match_deadline AFTER UPDATE OF deadline ON opportunity
WHEN old.deadline IS NOT new.deadline
BEGIN
	UPDATE match SET deadline = coalesce(new.deadline, '9999-12-31') WHERE opportunity_id = new.id;
END;

-- How many matches there are of each province and state: nobody counts them for a page.  Whoever inserts
-- matches adds them here in the same transaction (store/match.h); triggers do the rest.
CREATE TABLE match_count (
	province TEXT NOT NULL,
	state TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (province, state)
) STRICT;
CREATE TRIGGER match_count_delete AFTER DELETE ON match
BEGIN
	UPDATE match_count SET n = n - 1 WHERE province = old.province AND state = old.state;
END;
CREATE TRIGGER match_count_update AFTER UPDATE OF province, state ON match
WHEN old.province <> new.province OR old.state <> new.state
BEGIN
	UPDATE match_count SET n = n - 1 WHERE province = old.province AND state = old.state;
	INSERT INTO match_count (province, state, n) VALUES (new.province, new.state, 1)
	ON CONFLICT (province, state) DO UPDATE SET n = n + 1;
END;

-- What happened to a match; never changed.
CREATE TABLE match_event (
	id INTEGER PRIMARY KEY,
	match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	account_id INTEGER,			-- NULL: the system
	account_name TEXT NOT NULL,		-- as it was then; '' for the system
	from_state TEXT NOT NULL,		-- '' for the first
	to_state TEXT NOT NULL,
	reason TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT ''		-- for staff only
) STRICT;
CREATE INDEX match_event_by_match ON match_event (match_id, id);

-- Which concepts the texts of a technology or opportunity name, kept by the job process so that nothing is
-- read twice.  It can be deleted at any time.
CREATE TABLE concept_tag (
	subject TEXT NOT NULL CHECK (subject IN ('technology', 'opportunity')),
	subject_id INTEGER NOT NULL,
	hash INTEGER NOT NULL,			-- of the texts and the version of the vocabulary
	concepts BLOB NOT NULL,			-- numbers of words and of the longest's bytes; for each its number
						-- in the vocabulary and how often it is named
	PRIMARY KEY (subject, subject_id)
) STRICT;

-- What the job process still has to score again; written with the change itself.
CREATE TABLE match_todo (
	subject TEXT NOT NULL CHECK (subject IN ('technology', 'opportunity')),
	subject_id INTEGER NOT NULL,
	since INTEGER NOT NULL,
	PRIMARY KEY (subject, subject_id)
) STRICT;

CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	email TEXT NOT NULL UNIQUE,		-- lower case
	name TEXT NOT NULL,
	lang TEXT NOT NULL CHECK (lang IN ('nl', 'en', 'zh')),
	role TEXT NOT NULL CHECK (role IN ('member', 'editor', 'reviewer', 'manager', 'admin')),
	company_id INTEGER REFERENCES company (id) ON DELETE CASCADE,	-- of a member
	partner TEXT REFERENCES partner (code),				-- of staff
	password_hash TEXT NOT NULL,		-- Argon2id, libsodium's string
	verified_at INTEGER,			-- e-mail address confirmed, NULL: not yet
	totp_secret BLOB,			-- staff: 20 bytes; NULL: to be set up
	totp_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (totp_confirmed IN (0, 1)),
	totp_last_step INTEGER NOT NULL DEFAULT 0,	-- the last code used: none counts twice
	disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
	demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
	created_at INTEGER NOT NULL,
	CHECK ((role = 'member') = (company_id IS NOT NULL)),
	CHECK ((role = 'member') = (partner IS NULL))
) STRICT;

CREATE TABLE session (
	hash BLOB PRIMARY KEY,			-- SHA-256 of the cookie
	account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
	stage TEXT NOT NULL CHECK (stage IN ('password', 'full')),	-- 'password': the second factor is to come
	created_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account_id);

-- One-time links in mails: only their hash is kept.
CREATE TABLE token (
	hash BLOB PRIMARY KEY,			-- SHA-256 of the secret in the link
	purpose TEXT NOT NULL CHECK (purpose IN ('verify_email')),
	account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
	expires_at INTEGER NOT NULL
) STRICT;

-- What may not be tried too often, per e-mail address and per network address.
CREATE TABLE throttle (
	key TEXT PRIMARY KEY,			-- 'sign_in:email:DIGEST', 'register:address:A'
	failures INTEGER NOT NULL,
	until INTEGER NOT NULL			-- no attempt counts before this
) STRICT;

-- A registration that is being written.  The secret in its address is kept as a hash.
CREATE TABLE draft (
	hash BLOB PRIMARY KEY,
	data TEXT NOT NULL,			-- the fields so far, urlencoded
	step INTEGER NOT NULL,			-- highest step that was accepted
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL
) STRICT;

-- Every mail is a row before it is sent.
CREATE TABLE outbox (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,			-- 'verify_email', ...
	recipient TEXT NOT NULL,
	lang TEXT NOT NULL CHECK (lang IN ('nl', 'en', 'zh')),
	subject TEXT NOT NULL,
	body TEXT NOT NULL,			-- plain text; emptied once sent: it may hold a secret link
	state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),	-- sending: a mailer has it, or
						-- was interrupted: then it is tried again at next_try_at
	tries INTEGER NOT NULL DEFAULT 0,
	next_try_at INTEGER NOT NULL,
	last_error TEXT NOT NULL DEFAULT '',
	created_at INTEGER NOT NULL,
	sent_at INTEGER
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, next_try_at);

-- Who did what.  Nobody changes it through the application.
CREATE TABLE audit (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	account_id INTEGER,			-- NULL: nobody signed in, or the command line
	action TEXT NOT NULL,			-- 'account.sign_in', 'match.decide', ...
	subject TEXT NOT NULL,			-- what it was done to: 'match:12'
	detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
	SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
	SELECT RAISE(ABORT, 'the audit log is append-only');
END;

PRAGMA user_version = 1;
