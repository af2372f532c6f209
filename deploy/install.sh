# Installing Debian packages, for deploy/run and tests/run: a file to source.
# Needs $install (yes or no) and a function fail() that ends the script with a message.

# The packages that a list names, one a line.
packages_of() {
	sed 's/#.*//; s/[[:space:]]*$//; /^$/d' "$@"
}

missing_packages() {
	local p
	while read -r p; do
		[ "$(dpkg-query -W -f '${Status}' "$p" 2>/dev/null)" = "install ok installed" ] || echo "$p"
	done
}

# Install what is missing of the packages on standard input.
install_packages() {
	local missing
	missing=$(missing_packages | tr '\n' ' ')
	[ -n "$missing" ] || return 0
	[ "$install" = yes ] || fail "not installed: ${missing% }; run without --no-install"
	[ "$(id -u)" = 0 ] || fail "to install ${missing% }, run as root or with sudo"
	echo "Installing: ${missing% }"
	apt-get update -qq
	# Debian starts a service that it installs; this nginx is ours alone.
	local policy=/usr/sbin/policy-rc.d made=no
	[ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' > $policy; chmod +x $policy; made=yes; }
	# shellcheck disable=SC2086 # a list of names
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null || {
		[ $made = no ] || rm -f $policy; fail "apt-get could not install all packages"; }
	[ $made = no ] || rm -f $policy
}
