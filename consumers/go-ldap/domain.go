package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"time"

	"github.com/go-ldap/ldap/v3"
)

type domain = facts

func (d domain) trust() *tls.Config {
	pool := x509.NewCertPool()
	pem, err := os.ReadFile(d["trustFile"])
	if err != nil || !pool.AppendCertsFromPEM(pem) {
		panic(fmt.Sprint("the authority cannot be read: ", err))
	}
	return &tls.Config{RootCAs: pool, ServerName: d["host"]}
}

func (d domain) dial(service string) (*ldap.Conn, error) {
	connection, err := ldap.DialURL(d[service+".url"], ldap.DialWithTLSConfig(d.trust()))
	if err == nil {
		connection.SetTimeout(30 * time.Second)
	}
	return connection, err
}

// as binds over LDAPS, and hands the connection to use.
func (d domain) as(role string, use func(*ldap.Conn) error) error {
	connection, err := d.dial("ldaps")
	if err != nil {
		return err
	}
	defer connection.Close()
	if err := connection.Bind(d.of(role, "upn"), d.of(role, "password")); err != nil {
		return err
	}
	return use(connection)
}

func (d domain) administrator(use func(*ldap.Conn) error) error { return d.as("administrator", use) }
