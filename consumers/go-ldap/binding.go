package main

import (
	"fmt"
	"strings"

	"github.com/go-ldap/ldap/v3"
)

func binding(d domain) {
	staff := func(key string) string { return d.of("staff", key) }
	check("LDAPS, bind by UPN, who am I", func() error { return d.identity("ldaps", staff("upn"), false) })
	check("StartTLS, bind by DN", func() error { return d.identity("ldap", staff("dn"), true) })
	check("LDAP, bind by DOMAIN\\sam", func() error { return d.identity("ldap", d["netbios"]+`\`+staff("sam"), false) })
	check("a wrong password: 49, data 52e", func() error { return d.bindRefused(staff("upn"), "wrong", "52e") })
	for _, state := range [][2]string{
		{"disabled", "533"}, {"accountExpired", "701"}, {"passwordExpired", "532"},
		{"mustChange", "773"}, {"logonHours", "530"}, {"workstation", "531"},
	} {
		check(fmt.Sprintf("an account that is %s: 49, data %s", state[0], state[1]), func() error {
			return d.bindRefused(d.of(state[0], "upn"), d.of(state[0], "password"), state[1])
		})
	}
	check("a locked account: data 775", d.locked)
	check("an unauthenticated bind is anonymous", d.nameAlone)
	check("an NTLM bind with the password and with its hash", d.ntlm)
}

func (d domain) identity(service, name string, startTLS bool) error {
	connection, err := d.dial(service)
	if err != nil {
		return err
	}
	defer connection.Close()
	if startTLS {
		if err := connection.StartTLS(d.trust()); err != nil {
			return err
		}
	}
	if err := connection.Bind(name, d.of("staff", "password")); err != nil {
		return err
	}
	me, err := connection.WhoAmI(nil)
	if err != nil {
		return err
	}
	return equal("u:"+d["netbios"]+`\`+d.of("staff", "sam"), me.AuthzID)
}

func (d domain) bindRefused(name, password, code string) error {
	connection, err := d.dial("ldaps")
	if err != nil {
		return err
	}
	defer connection.Close()
	return refused(connection.Bind(name, password), ldap.LDAPResultInvalidCredentials, ", data "+code+", v")
}

func (d domain) locked() error {
	upn := d.of("lockable", "upn")
	for range 5 {
		if err := d.bindRefused(upn, "wrong", "52e"); err != nil {
			return err
		}
	}
	return d.bindRefused(upn, d.of("lockable", "password"), "775")
}

func (d domain) nameAlone() error {
	connection, err := d.dial("ldaps")
	if err != nil {
		return err
	}
	defer connection.Close()
	if err := connection.UnauthenticatedBind(d.of("staff", "dn")); err != nil {
		return err
	}
	_, err = connection.Search(d.everywhere("(cn=*)"))
	return refused(err, ldap.LDAPResultOperationsError, "000004DC: LdapErr: ")
}

func (d domain) ntlm() error {
	connection, err := d.dial("ldaps")
	if err != nil {
		return err
	}
	defer connection.Close()
	return all(
		func() error {
			return connection.NTLMBind(d["netbios"], d.of("staff", "sam"), d.of("staff", "password"))
		},
		func() error {
			me, err := connection.WhoAmI(nil)
			if err != nil {
				return err
			}
			return holds(strings.HasSuffix(me.AuthzID, `\`+d.of("staff", "sam")), "it is %s", me.AuthzID)
		},
		func() error {
			return refused(connection.NTLMBind(d["netbios"], d.of("staff", "sam"), "wrong"), ldap.LDAPResultInvalidCredentials, "52e")
		},
		func() error {
			return connection.NTLMBindWithHash(d["netbios"], d.of("staff", "sam"), ntHash(d.of("staff", "password")))
		},
	)
}
