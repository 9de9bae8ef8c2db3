// Package ldap is k6/x/ldap: LDAP and LDAPS binds and searches with k6's own dialer, tags and metrics.
package ldap

import (
	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/grafana/sobek"
	"go.k6.io/k6/js/modules"
)

const (
	name = "k6/x/ldap"
	// Version of the extension, which scripts and the build's record show.
	Version = "1.0.0"
	// The longest message read from a server: a length field alone must not claim memory.
	longestMessage = 8 << 20
)

func init() {
	ber.MaxPacketLengthBytes = longestMessage
	modules.Register(name, &root{trust: newTrust()})
}

// root is shared by all virtual users.
type root struct{ trust *trust }

// instance belongs to one virtual user.
type instance struct {
	vu      modules.VU
	metrics *ldapMetrics
	allowed allowedNetworks
	trust   *trust
}

// NewModuleInstance registers the metrics and reads the allowed networks, once for each virtual user.
func (r *root) NewModuleInstance(vu modules.VU) modules.Instance {
	environment := vu.InitEnv()
	registered, err := registerMetrics(environment.Registry)
	if err != nil {
		throw(vu.Runtime(), usageError("%v", err))
	}
	allowed, err := readAllowedNetworks(environment.LookupEnv)
	if err != nil {
		throw(vu.Runtime(), err)
	}
	return &instance{vu: vu, metrics: registered, allowed: allowed, trust: r.trust}
}

// Exports gives the module's functions, named and as the default export.
func (i *instance) Exports() modules.Exports {
	named := map[string]any{"connect": i.connect, "version": Version}
	return modules.Exports{Default: named, Named: named}
}

// connect opens one connection: `ldap.connect({url: 'ldaps://dc1.example.com:636'})`.
func (i *instance) connect(argument sobek.Value) *sobek.Object {
	runtime := i.vu.Runtime()
	if i.vu.State() == nil {
		throw(runtime, usageError("connect() works in the functions that virtual users run, not in the init context"))
	}
	options, err := readConnectOptions(argument)
	if err != nil {
		throw(runtime, err)
	}
	opened, err := i.open(options)
	if err != nil {
		throw(runtime, err)
	}
	return opened.object(runtime)
}
