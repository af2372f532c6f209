#ifndef APP_SKOS_H
#define APP_SKOS_H

#include "app/problem.h"
#include "domain/vocabulary.h"

/*
 * Thesauri in SKOS (W3C, 2009) as RDF/XML: the concepts of a file with their labels in our languages and what is
 * broader than, or related to, what.  The file is read as a stream and comes from somewhere else, so: no
 * network, no document type declaration and with it no entities, bounded depth, size and number.
 */
#define SKOS_FILE_MAX  ((size_t)128 << 20)	/* bytes */
#define SKOS_DEPTH_MAX 32
#define SKOS_NAMES_MAX 200000		/* different addresses */
#define SKOS_LINKS_MAX 400000
#define SKOS_LABEL_MAX 4096		/* bytes: what is longer names nothing */

struct skos_label {
	enum lang lang;
	bool preferred;
	const char *text;		/* as in the file */
	struct skos_label *next;	/* in the order of the file */
};
struct skos_concept {
	const char *uri;
	int64_t line;			/* where it is first named */
	bool is_concept;		/* else only something that one links to */
	bool is_typed, is_other, is_described;	/* what is_concept follows from */
	struct skos_label *labels, **last;
};
struct skos {
	struct skos_concept *concepts;
	size_t n;
	struct concept_link32 {
		uint32_t concept, other;	/* other is broader than, or related to, concept */
		enum concept_relation kind;
	} *links;
	size_t n_links;
	size_t n_concepts;		/* of which is_concept */
	size_t n_labels;		/* in the languages asked for */
	const char *other_lang;		/* the first other language that a label has; "": it says none; NULL: there is none */
};

/**
 * skos_read(arena, problems, path, only, ret_skos):
 * Read ${path} ("-": standard input) with the labels in ${only}, or with LANG__MAX in all our languages: xml:lang nl, en,
 * zh, zh-Hans, zh-CN.  Labels without any xml:lang are in ${only}.  False, and why with line and column
 * is noted in ${problems}: not XML, not SKOS, or beyond the limits above.
 */
bool skos_read(struct arena *, struct problems *, const char *path, enum lang only, struct skos *ret_skos);

#endif
