package ldap

import (
	"maps"
	"time"

	"go.k6.io/k6/js/modules"
	"go.k6.io/k6/metrics"
)

type ldapMetrics struct {
	binds, searches, transportErrors *metrics.Metric
	bindFailed                       *metrics.Metric
	bindDuration, searchDuration     *metrics.Metric
	connecting, handshaking          *metrics.Metric
}

func registerMetrics(registry *metrics.Registry) (*ldapMetrics, error) {
	var firstError error
	register := func(name string, kind metrics.MetricType, contains metrics.ValueType) *metrics.Metric {
		metric, err := registry.NewMetric(name, kind, contains)
		if err != nil && firstError == nil {
			firstError = err
		}
		return metric
	}
	return &ldapMetrics{
		binds:           register("ldap_binds", metrics.Counter, metrics.Default),
		bindFailed:      register("ldap_bind_failed", metrics.Rate, metrics.Default),
		bindDuration:    register("ldap_bind_duration", metrics.Trend, metrics.Time),
		searches:        register("ldap_searches", metrics.Counter, metrics.Default),
		searchDuration:  register("ldap_search_duration", metrics.Trend, metrics.Time),
		connecting:      register("ldap_connecting", metrics.Trend, metrics.Time),
		handshaking:     register("ldap_tls_handshaking", metrics.Trend, metrics.Time),
		transportErrors: register("ldap_transport_errors", metrics.Counter, metrics.Default),
	}, firstError
}

// recorder pushes samples with the tags that hold at that moment: scenario, group, those of the script, and url. A
// connection may outlive the iteration it was made in, so the virtual user is asked anew for each sample.
type recorder struct {
	vu   modules.VU
	url  string
	tags map[string]string
}

type value struct {
	metric *metrics.Metric
	amount float64
}

func (r recorder) push(more map[string]string, values ...value) {
	state := r.vu.State()
	current := state.Tags.GetCurrentValues()
	current.SetSystemTagOrMetaIfEnabled(state.Options.SystemTags, metrics.TagURL, r.url)
	all := maps.Clone(r.tags)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, more)
	tags := current.Tags.WithTagsFromMap(all)
	now := time.Now()
	samples := make(metrics.Samples, 0, len(values))
	for _, one := range values {
		samples = append(samples, metrics.Sample{
			TimeSeries: metrics.TimeSeries{Metric: one.metric, Tags: tags},
			Time:       now,
			Metadata:   current.Metadata,
			Value:      one.amount,
		})
	}
	metrics.PushIfNotDone(r.vu.Context(), state.Samples, samples)
}
