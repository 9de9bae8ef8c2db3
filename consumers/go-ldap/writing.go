package main

import (
	"fmt"

	"github.com/go-ldap/ldap/v3"
)

const (
	firstPassword  = "F1rst of all passwords"
	secondPassword = "S3cond of all passwords"
)

func writing(d domain) {
	check("a user is added with a password, and signs in", d.create)
	check("the user changes the password; a wrong old one and a weak new one are refused", d.change)
	check("an administrator resets it; a weak one is refused with 53", d.reset)
	check("PasswordModify is an operation AD has not", d.passwordModify)
	check("ModifyDN moves, compare compares", d.move)
	check("a subtree is deleted with the control", d.deleteTree)
}

func (d domain) unitOfOurs() string { return "OU=Go," + d["base"] }
func (d domain) gopher() string     { return "CN=Gina Gopher," + d.unitOfOurs() }

func (d domain) create() error {
	return d.administrator(func(connection *ldap.Conn) error {
		unit := ldap.NewAddRequest(d.unitOfOurs(), nil)
		unit.Attribute("objectClass", []string{"organizationalUnit"})
		user := ldap.NewAddRequest(d.gopher(), nil)
		user.Attribute("objectClass", []string{"top", "person", "organizationalPerson", "user"})
		user.Attribute("sAMAccountName", []string{"gopher"})
		user.Attribute("userAccountControl", []string{"512"})
		user.Attribute("unicodePwd", []string{quoted(firstPassword)})
		return all(
			func() error { return connection.Add(unit) },
			func() error { return connection.Add(user) },
			func() error { return d.gopherBinds(firstPassword) },
			func() error { return refused(connection.Add(user), ldap.LDAPResultEntryAlreadyExists, "00002071") },
		)
	})
}

func (d domain) gopherBinds(password string) error {
	connection, err := d.dial("ldaps")
	if err != nil {
		return err
	}
	defer connection.Close()
	return connection.Bind("gopher@"+d["dns"], password)
}

func (d domain) changing(from, into string) *ldap.ModifyRequest {
	request := ldap.NewModifyRequest(d.gopher(), nil)
	request.Delete("unicodePwd", []string{quoted(from)})
	request.Add("unicodePwd", []string{quoted(into)})
	return request
}

func (d domain) change() error {
	connection, err := d.dial("ldaps")
	if err != nil {
		return err
	}
	defer connection.Close()
	return all(
		func() error { return connection.Bind("gopher@"+d["dns"], firstPassword) },
		func() error {
			return refused(connection.Modify(d.changing("wrong", secondPassword)), ldap.LDAPResultConstraintViolation, "00000056")
		},
		func() error {
			return refused(connection.Modify(d.changing(firstPassword, "weak")), ldap.LDAPResultConstraintViolation, "0000052D")
		},
		func() error { return connection.Modify(d.changing(firstPassword, secondPassword)) },
		func() error { return d.gopherBinds(secondPassword) },
	)
}

func (d domain) reset() error {
	return d.administrator(func(connection *ldap.Conn) error {
		weak := ldap.NewModifyRequest(d.gopher(), nil)
		weak.Replace("unicodePwd", []string{quoted("weak")})
		good := ldap.NewModifyRequest(d.gopher(), nil)
		good.Replace("unicodePwd", []string{quoted(firstPassword)})
		return all(
			func() error {
				return refused(connection.Modify(weak), ldap.LDAPResultUnwillingToPerform, "0000052D: SvcErr: ")
			},
			func() error { return connection.Modify(good) },
			func() error { return d.gopherBinds(firstPassword) },
		)
	})
}

func (d domain) passwordModify() error {
	return d.administrator(func(connection *ldap.Conn) error {
		_, err := connection.PasswordModify(ldap.NewPasswordModifyRequest(d.gopher(), firstPassword, secondPassword))
		return refused(err, ldap.LDAPResultProtocolError, "")
	})
}

func (d domain) move() error {
	return d.administrator(func(connection *ldap.Conn) error {
		moved := "CN=Gina Mole," + d["unit"]
		return all(
			func() error {
				return connection.ModifyDN(ldap.NewModifyDNRequest(d.gopher(), "CN=Gina Mole", true, d["unit"]))
			},
			func() error {
				matched, err := connection.Compare(moved, "sAMAccountName", "GOPHER")
				if err != nil {
					return err
				}
				return holds(matched, "it does not match")
			},
			func() error {
				return connection.ModifyDN(ldap.NewModifyDNRequest(moved, "CN=Gina Gopher", true, d.unitOfOurs()))
			},
		)
	})
}

func (d domain) deleteTree() error {
	return d.administrator(func(connection *ldap.Conn) error {
		if err := refused(connection.Del(ldap.NewDelRequest(d.unitOfOurs(), nil)), ldap.LDAPResultNotAllowedOnNonLeaf, ""); err != nil {
			return err
		}
		if err := connection.Del(ldap.NewDelRequest(d.unitOfOurs(), []ldap.Control{ldap.NewControlSubtreeDelete()})); err != nil {
			return err
		}
		found, err := connection.Search(d.everywhere("(sAMAccountName=gopher)", "cn"))
		if err != nil {
			return err
		}
		if len(found.Entries) != 0 {
			return fmt.Errorf("still there: %s", found.Entries[0].DN)
		}
		return nil
	})
}
