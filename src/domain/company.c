#include "domain/company.h"

/* The number without "BE", dots and blanks; false if anything else is in it. */
static bool
number_digits(const char *text, char digits[static 11], size_t *ret_n)
{
	size_t n = 0;

	while (*text == ' ')
		text++;
	if ((text[0] == 'B' || text[0] == 'b') && (text[1] == 'E' || text[1] == 'e'))
		text += 2;
	for (; *text != '\0'; text++) {
		if (*text == '.' || *text == ' ')
			continue;
		if (*text < '0' || *text > '9' || n == 10)
			return false;
		digits[n++] = *text;
	}
	digits[n] = '\0';
	*ret_n = n;
	return true;
}

bool
company_number_check(const char *text, char ret[static 11])
{
	char digits[11] = "";
	size_t n = 0;
	int64_t number, check;

	if (!number_digits(text, digits, &n))
		return false;
	if (n == 9) {
		memmove(digits + 1, digits, sizeof("000000000"));
		digits[0] = '0';
		n = 10;
	}
	if (n != 10 || digits[0] > '1')
		return false;
	if (!str_int((struct str){ digits, 8 }, 0, INT64_MAX, &number) ||
	    !str_int((struct str){ digits + 8, 2 }, 0, 99, &check))
		return false;
	if (check != 97 - number % 97)
		return false;
	memcpy(ret, digits, 11);
	return true;
}
