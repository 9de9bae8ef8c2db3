package ldap

import (
	"context"
	"crypto/tls"
	"net"
	"strconv"
	"time"

	"github.com/go-ldap/ldap/v3"
	"go.k6.io/k6/metrics"
)

// open resolves the server, refuses it unless allowed, connects and shakes hands.
func (i *instance) open(options connectOptions) (*client, error) {
	record := recorder{vu: i.vu, url: options.url, tags: options.tags}
	address, err := i.locate(options, record)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(i.vu.Context(), options.timeout)
	defer cancel()
	connection, err := i.dial(ctx, address, record)
	if err == nil && options.secure {
		connection, err = i.shakeHands(ctx, connection, options, record)
	}
	if err != nil {
		return nil, err
	}
	wire := ldap.NewConn(connection, options.secure)
	wire.SetTimeout(options.timeout)
	wire.Start()
	return &client{
		instance:      i,
		connection:    connection,
		wire:          wire,
		record:        record,
		returnsErrors: options.transportErrors == returnErrors,
	}, nil
}

// locate gives the one address that is dialled, so that what was checked is what is reached.
func (i *instance) locate(options connectOptions, record recorder) (string, error) {
	host, _, err := net.SplitHostPort(options.dialled)
	if err != nil {
		return "", usageError("connect(): address %q: expected host:port", options.dialled)
	}
	resolver := i.vu.State().GetAddrResolver()
	if resolver == nil {
		return "", usageError("connect(): this k6 has no resolver that tells addresses")
	}
	ip, port, err := resolver.ResolveAddr(options.dialled)
	if err != nil {
		record.push(map[string]string{"error": "resolve"}, value{i.metrics.transportErrors, 1})
		return "", transportError("%s cannot be found: %v", host, err)
	}
	if err := i.allowed.check(options.url, ip); err != nil {
		return "", err
	}
	return net.JoinHostPort(ip.String(), strconv.Itoa(port)), nil
}

func (i *instance) dial(ctx context.Context, address string, record recorder) (net.Conn, error) {
	from := time.Now()
	connection, err := i.vu.State().Dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		record.push(map[string]string{"error": "connect"}, value{i.metrics.transportErrors, 1})
		return nil, transportError("%s cannot be reached: %v", record.url, err)
	}
	// The dialer's own table of hosts might lead elsewhere once more.
	if reached, ok := connection.RemoteAddr().(*net.TCPAddr); ok {
		if err := i.allowed.check(record.url, reached.IP); err != nil {
			_ = connection.Close()
			return nil, err
		}
	}
	record.push(nil, value{i.metrics.connecting, metrics.D(time.Since(from))})
	return connection, nil
}

func (i *instance) shakeHands(
	ctx context.Context, connection net.Conn, options connectOptions, record recorder,
) (net.Conn, error) {
	pool, err := i.trust.pool(options.caCert)
	if err != nil {
		_ = connection.Close()
		return nil, err
	}
	settings := &tls.Config{MinVersion: tls.VersionTLS12}
	if common := i.vu.State().TLSConfig; common != nil {
		settings = common.Clone()
	}
	settings.ServerName = options.serverName
	if pool != nil {
		settings.RootCAs = pool
	}
	from := time.Now()
	secured := tls.Client(connection, settings)
	if err := secured.HandshakeContext(ctx); err != nil {
		_ = connection.Close()
		record.push(map[string]string{"error": "tls"}, value{i.metrics.transportErrors, 1})
		return nil, transportError("TLS with %s failed: %v", record.url, err)
	}
	record.push(nil, value{i.metrics.handshaking, metrics.D(time.Since(from))})
	return secured, nil
}
