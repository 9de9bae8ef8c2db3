package ldap

import (
	"net"
	"strings"
)

// allowedVariable names networks beside loopback that may be put under load, such as the lab's own Docker networks.
const allowedVariable = "PTALAB_ALLOWED_NETWORKS"

type allowedNetworks []*net.IPNet

// readAllowedNetworks reads a list of CIDRs parted by commas.
func readAllowedNetworks(lookup func(string) (string, bool)) (allowedNetworks, error) {
	if lookup == nil {
		return nil, nil
	}
	text, _ := lookup(allowedVariable)
	var networks allowedNetworks
	for _, item := range strings.Split(text, ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		_, network, err := net.ParseCIDR(item)
		if err != nil {
			return nil, usageError("%s: %q is no network; write it as 172.20.0.0/16", allowedVariable, item)
		}
		networks = append(networks, network)
	}
	return networks, nil
}

// check refuses every address that is neither loopback nor allowed.
func (a allowedNetworks) check(target string, ip net.IP) error {
	if ip.IsLoopback() {
		return nil
	}
	for _, network := range a {
		if network.Contains(ip) {
			return nil
		}
	}
	return forbidden(
		"%s is at %s, which is neither loopback nor in %s; load goes to the lab's own networks alone",
		target, ip, allowedVariable)
}
