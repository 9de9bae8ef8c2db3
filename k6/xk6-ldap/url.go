package ldap

import (
	"net"
	"net/url"
)

// endpoint is what a URL says of a server.
type endpoint struct {
	url     string
	host    string
	address string
	secure  bool
}

var ports = map[string]string{"ldap": "389", "ldaps": "636"}

// readEndpoint reads `ldap://host[:port]` or `ldaps://host[:port]`.
func readEndpoint(text string) (endpoint, error) {
	parsed, err := url.Parse(text)
	if err != nil {
		return endpoint{}, usageError("url %q: expected ldap://host:port or ldaps://host:port", text)
	}
	port, known := ports[parsed.Scheme]
	if !known || parsed.Hostname() == "" {
		return endpoint{}, usageError("url %q: expected ldap://host:port or ldaps://host:port", text)
	}
	if parsed.User != nil || (parsed.Path != "" && parsed.Path != "/") || parsed.RawQuery != "" {
		return endpoint{}, usageError("url: give scheme, host and port alone; names and passwords go to bind()")
	}
	if parsed.Port() != "" {
		port = parsed.Port()
	}
	host := parsed.Hostname()
	return endpoint{
		url:     parsed.Scheme + "://" + net.JoinHostPort(host, port),
		host:    host,
		address: net.JoinHostPort(host, port),
		secure:  parsed.Scheme == "ldaps",
	}, nil
}
