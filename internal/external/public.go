package external

import (
	"net/netip"
	"strings"
)

// The ranges that are kept from the public internet, from IANA's registries of
// special-purpose addresses; those of IPv6 within 2000::/3, which is all of it that
// is in use.
const (
	special4 = "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 " +
		"192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3"
	special6   = "2001::/23 2001:db8::/32 2002::/16 3fff::/20"
	global6    = "2000::/3"
	translated = "64:ff9b::/96" // stands for the IPv4 address in its last four bytes
)

// public says whether an address is one of the public internet.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	switch {
	case !a.IsValid():
		return false
	case a.Is4():
		return !inside(a, special4)
	case inside(a, translated):
		b := a.As16()
		return public(netip.AddrFrom4([4]byte(b[12:])))
	}
	return inside(a, global6) && !inside(a, special6)
}

func inside(a netip.Addr, ranges string) bool {
	for r := range strings.FieldsSeq(ranges) {
		if netip.MustParsePrefix(r).Contains(a) {
			return true
		}
	}
	return false
}
