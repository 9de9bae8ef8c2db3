package ldap

import (
	"crypto/x509"
	"os"
	"strings"
	"sync"
)

// trust keeps the certificate pools of all virtual users, so that each authority is read once.
type trust struct {
	mutex sync.Mutex
	pools map[string]*x509.CertPool
}

func newTrust() *trust { return &trust{pools: map[string]*x509.CertPool{}} }

// pool gives the authorities of a PEM text or of a PEM file; for an empty text none, which means the system's.
func (t *trust) pool(source string) (*x509.CertPool, error) {
	if source == "" {
		return nil, nil //nolint:nilnil // crypto/tls reads it so
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if known, ok := t.pools[source]; ok {
		return known, nil
	}
	pem := []byte(source)
	if !strings.Contains(source, "-----BEGIN") {
		read, err := os.ReadFile(source)
		if err != nil {
			return nil, usageError("caCert: neither PEM text nor a file that can be read: %v", err)
		}
		pem = read
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, usageError("caCert: holds no certificate in PEM")
	}
	t.pools[source] = pool
	return pool, nil
}
