#ifndef HTTP_ADDRESS_H
#define HTTP_ADDRESS_H

#include "base/base.h"

/*
 * The two kinds of address that people type: of a mailbox and of a website.
 * ${typed} is a clean text without blanks at its ends.
 */

/**
 * address_email(arena, typed):
 * Return the address with its domain in lower case and as ASCII (A-labels,
 * IDNA 2008), or NULL if ${typed} is no address: one "@", before it printable
 * ASCII without blanks and ,<>()[]:;"\ or a dot at the wrong place, behind it
 * a domain name with a dot.
 */
const char *address_email(struct arena *, const char *typed);

/**
 * address_url(arena, typed):
 * Return the http or https address, with "https://" in front if ${typed} has
 * no scheme.  Return NULL for another scheme, a user name in it, a host that
 * is no domain name with a dot, a bad port, or a character that an address may
 * not hold.
 */
const char *address_url(struct arena *, const char *typed);

#endif
