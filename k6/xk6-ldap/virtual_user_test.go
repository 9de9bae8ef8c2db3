package ldap

import (
	"crypto/tls"
	"errors"
	"net"
	"testing"

	"github.com/grafana/sobek"
	"github.com/stretchr/testify/require"
	"go.k6.io/k6/js/modulestest"
	"go.k6.io/k6/lib"
	"go.k6.io/k6/lib/netext"
	"go.k6.io/k6/lib/types"
	"go.k6.io/k6/metrics"
)

// names is a resolver that knows two hosts.
type names struct{}

func (names) LookupIP(host string) (net.IP, error) {
	switch host {
	case "outside.example":
		return net.ParseIP("192.0.2.1"), nil
	case "lab.example":
		return net.ParseIP("172.20.0.9"), nil
	}
	return nil, errors.New("no such host")
}

// virtualUser is one with the module loaded, in its own runtime.
type virtualUser struct {
	t       *testing.T
	runtime *modulestest.Runtime
	samples chan metrics.SampleContainer
}

func newVirtualUser(t *testing.T, hosts map[string]types.Host, networks string) *virtualUser {
	t.Helper()
	runtime := modulestest.NewRuntime(t)
	runtime.VU.InitEnvField.LookupEnv = func(name string) (string, bool) { return networks, name == allowedVariable }
	module := (&root{trust: newTrust()}).NewModuleInstance(runtime.VU)
	require.NoError(t, runtime.VU.Runtime().Set("ldap", module.Exports().Default))
	dialer := netext.NewDialer(net.Dialer{}, names{})
	table, err := types.NewHosts(hosts)
	require.NoError(t, err)
	dialer.Hosts = table
	samples := make(chan metrics.SampleContainer, 1000)
	runtime.MoveToVUContext(&lib.State{
		Options:        lib.Options{SystemTags: &metrics.DefaultSystemTagSet},
		BuiltinMetrics: runtime.BuiltinMetrics,
		Dialer:         dialer,
		TLSConfig:      &tls.Config{MinVersion: tls.VersionTLS12},
		Samples:        samples,
		Tags:           lib.NewVUStateTags(metrics.NewRegistry().RootTagSet().With("scenario", "directory")),
	})
	return &virtualUser{t: t, runtime: runtime, samples: samples}
}

// run gives what a script ends with.
func (v *virtualUser) run(script string) any {
	v.t.Helper()
	value, err := v.runtime.VU.Runtime().RunString(script)
	require.NoError(v.t, err)
	return value.Export()
}

// refused gives code and message of what a script throws.
func (v *virtualUser) refused(script string) (string, string) {
	v.t.Helper()
	_, err := v.runtime.VU.Runtime().RunString(script)
	var thrown *sobek.Exception
	require.ErrorAs(v.t, err, &thrown)
	object := thrown.Value().ToObject(v.runtime.VU.Runtime())
	require.Equal(v.t, "LdapError", object.Get("name").String())
	return object.Get("code").String(), object.Get("message").String()
}

// pushed gives the samples so far of one metric.
func (v *virtualUser) pushed() map[string][]metrics.Sample {
	byName := map[string][]metrics.Sample{}
	for _, container := range metrics.GetBufferedSamples(v.samples) {
		for _, sample := range container.GetSamples() {
			byName[sample.Metric.Name] = append(byName[sample.Metric.Name], sample)
		}
	}
	return byName
}
