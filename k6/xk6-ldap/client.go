package ldap

import (
	"context"
	"net"
	"time"

	"github.com/go-ldap/ldap/v3"
	"github.com/grafana/sobek"
	"go.k6.io/k6/metrics"
)

// client is one connection of one virtual user.
type client struct {
	instance      *instance
	connection    net.Conn
	wire          *ldap.Conn
	record        recorder
	returnsErrors bool
}

// object gives the script its methods alone.
func (c *client) object(runtime *sobek.Runtime) *sobek.Object {
	object := runtime.NewObject()
	for method, implementation := range map[string]any{"bind": c.bind, "search": c.search, "close": c.close} {
		if err := object.Set(method, implementation); err != nil {
			panic(runtime.NewGoError(err))
		}
	}
	return object
}

// bind is a simple bind (RFC 4511 section 4.2). A refusal is a result; only a transport error is thrown.
func (c *client) bind(name, password string, more sobek.Value) map[string]any {
	controls, err := readControls(more)
	if err == nil && password == "" {
		// The server would take it for an unauthenticated bind and say yes (RFC 4513 section 5.1.2).
		err = usageError("bind(): an empty password would prove nothing: servers take it for an anonymous bind")
	}
	c.refuse(err)
	var took time.Duration
	took, err = c.timed(func() error {
		_, err := c.wire.SimpleBind(ldap.NewSimpleBindRequest(name, password, controls))
		return err
	})
	told := outcomeOf(c.record.url, err)
	known := c.instance.metrics
	c.record.push(told.tags(),
		value{known.binds, 1},
		value{known.bindFailed, metrics.B(told.resultCode != 0)},
		value{known.bindDuration, metrics.D(took)})
	c.transportFailed("bind", told)
	return told.result()
}

// search gives the entries under a base (RFC 4511 section 4.5). With a limit crossed, those that came are given too.
func (c *client) search(argument sobek.Value) map[string]any {
	options, err := readSearchOptions(argument)
	c.refuse(err)
	var found *ldap.SearchResult
	took, err := c.timed(func() error {
		var err error
		found, err = c.wire.Search(options.request)
		return err
	})
	told := outcomeOf(c.record.url, err)
	known := c.instance.metrics
	c.record.push(told.tags(), value{known.searches, 1}, value{known.searchDuration, metrics.D(took)})
	c.transportFailed("search", told)
	result := told.result()
	result["entries"] = entriesOf(found, options.binary)
	return result
}

// timed runs an exchange with the server. One that waits for a silent server ends with its iteration.
func (c *client) timed(exchange func() error) (time.Duration, error) {
	keep := context.AfterFunc(c.instance.vu.Context(), func() { _ = c.connection.Close() })
	defer keep()
	from := time.Now()
	err := exchange()
	return time.Since(from), err
}

// close unbinds and closes; a second time does nothing.
func (c *client) close() {
	if !c.wire.IsClosing() {
		_ = c.wire.Unbind()
	}
}

func (c *client) refuse(err error) {
	if err != nil {
		throw(c.instance.vu.Runtime(), err)
	}
}

func (c *client) transportFailed(doing string, told outcome) {
	if told.transport == nil {
		return
	}
	c.record.push(map[string]string{"error": doing}, value{c.instance.metrics.transportErrors, 1})
	if !c.returnsErrors {
		c.refuse(told.transport)
	}
}

func (o outcome) result() map[string]any {
	result := map[string]any{"ok": o.resultCode == 0, "resultCode": o.resultCode, "message": o.message, "subCode": nil}
	if sub := subCodeOf(o.message); o.transport == nil && sub != "" {
		result["subCode"] = sub
	}
	return result
}
