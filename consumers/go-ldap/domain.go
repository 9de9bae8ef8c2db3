package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"
)

// domain is what the description of it says, by keys such as `person.staff.upn`.
type domain map[string]string

func read(path string) (domain, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	facts := domain{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), "=")
		facts[key] = strings.ReplaceAll(value, `\\`, `\`)
	}
	return facts, nil
}

func (d domain) of(role, key string) string { return d["person."+role+"."+key] }

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
