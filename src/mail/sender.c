#include "mail/sender.h"

#include "mail/message.h"

#include <curl/curl.h>
#include <stdio.h>
#include <sys/socket.h>

#define SILENCE_SECONDS 10L
#define WHOLE_SECONDS	60L

static size_t
read_message(char *out, size_t size, size_t n, void *arg)
{
	struct str *rest = arg;
	size_t len = size * n < rest->n ? size * n : rest->n;

	memcpy(out, rest->p, len);
	rest->p += len;
	rest->n -= len;
	return len;
}

/* A server on this machine needs no TLS: nobody is between. */
static bool
is_local(const char *url)
{
	static const char *const hosts[] = { "smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]" };

	for (size_t i = 0; i < countof(hosts); i++) {
		size_t n = strlen(hosts[i]);
		if (strncmp(url, hosts[i], n) == 0 &&
		    (url[n] == '\0' || url[n] == ':' || url[n] == '/'))
			return true;
	}
	return false;
}

static bool
set_options(CURL *curl, const char *url, const char *from, struct curl_slist *to, struct str *raw)
{
	CURLcode bad = CURLE_OK;

	/* clang-format off */
	bad |= curl_easy_setopt(curl, CURLOPT_URL, url);
	bad |= curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	bad |= curl_easy_setopt(curl, CURLOPT_PROXY, "");
	bad |= curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	bad |= curl_easy_setopt(curl, CURLOPT_USE_SSL,
	    is_local(url) ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
	bad |= curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, SILENCE_SECONDS);
	bad |= curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, SILENCE_SECONDS);
	bad |= curl_easy_setopt(curl, CURLOPT_TIMEOUT, WHOLE_SECONDS);
	bad |= curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
	bad |= curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	bad |= curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	bad |= curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message);
	bad |= curl_easy_setopt(curl, CURLOPT_READDATA, raw);
	/* clang-format on */
	return bad == CURLE_OK;
}

/* What the last answer of the server means for this mail. */
static enum sender_result
result_of(CURLcode code, long response)
{
	if (code == CURLE_OK)
		return SENDER_SENT;
	switch ((int)code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
	case CURLE_OPERATION_TIMEDOUT:
	case CURLE_LOGIN_DENIED:
	case CURLE_USE_SSL_FAILED:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_URL_MALFORMAT:
	case CURLE_UNSUPPORTED_PROTOCOL:
	/* The greeting was a refusal: of us, not of the mail. */
	case CURLE_WEIRD_SERVER_REPLY:
		return SENDER_DOWN;
	}
	if (response == 421)
		return SENDER_DOWN;
	return response >= 500 && response < 600 ? SENDER_NEVER : SENDER_LATER;
}

/* Cut the line to a server that is silent: curl would say goodbye, and wait for the answer. */
static void
cut(CURL *curl)
{
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK && fd != CURL_SOCKET_BAD)
		(void)shutdown(fd, SHUT_RDWR);
}

enum sender_result
sender_send(const char *url, const char *from, const char *to, struct str raw,
    char ret_error[static SENDER_ERROR_SIZE])
{
	CURL *curl = curl_easy_init();
	struct curl_slist *recipients = NULL;
	CURLcode code = CURLE_OUT_OF_MEMORY;
	long response = 0;

	if (!message_address(from) || !message_address(to))
		BUG("an address that was not checked");
	recipients = curl_slist_append(NULL, to);
	if (!curl || !recipients || !set_options(curl, url, from, recipients, &raw))
		BUG("curl_easy_setopt");

	code = curl_easy_perform(curl);
	if (code == CURLE_OPERATION_TIMEDOUT)
		cut(curl);
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response);
	enum sender_result result = result_of(code, response);
	/* curl's own words may quote the server, and servers quote addresses: they stay out. */
	if (result == SENDER_SENT)
		ret_error[0] = '\0';
	else if (response >= 400)
		(void)snprintf(ret_error, SENDER_ERROR_SIZE, "SMTP %ld: %s", response,
		    curl_easy_strerror(code));
	else
		(void)snprintf(ret_error, SENDER_ERROR_SIZE, "%s", curl_easy_strerror(code));

	curl_slist_free_all(recipients);
	curl_easy_cleanup(curl);
	return result;
}
