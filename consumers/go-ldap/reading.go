package main

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"
)

func reading(d domain) {
	check("the rootDSE", d.rootDSE)
	check("more than 1,000 users: paged; without paging sizeLimitExceeded and 1,000", d.paged)
	check("nested groups by in-chain", d.inChain)
	check("a DN with special characters, escaped for a filter", d.special)
	check("server-side sorting", d.sorted)
	check("an asynchronous search that is cancelled", d.cancelled)
	check("DirSync, and what changed since", d.dirSync)
	check("change notification", d.notified)
	check("deleted objects with the control", d.deleted)
	check("the parts of a security descriptor", d.descriptor)
	check("the global catalog", d.globalCatalog)
	check("a referral for a base elsewhere", d.referral)
}

func (d domain) everywhere(filter string, attributes ...string) *ldap.SearchRequest {
	return ldap.NewSearchRequest(d["base"], ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false, filter, attributes, nil)
}

func (d domain) rootDSE() error {
	connection, err := d.dial("ldap")
	if err != nil {
		return err
	}
	defer connection.Close()
	request := ldap.NewSearchRequest("", ldap.ScopeBaseObject, ldap.NeverDerefAliases, 0, 0, false, "(objectClass=*)", nil, nil)
	found, err := connection.Search(request)
	if err != nil {
		return err
	}
	return equal(d["base"], found.Entries[0].GetEqualFoldAttributeValue("DEFAULTNAMINGCONTEXT"))
}

func (d domain) paged() error {
	return d.administrator(func(connection *ldap.Conn) error {
		users := "(&(objectCategory=person)(objectClass=user))"
		found, err := connection.SearchWithPaging(d.everywhere(users, "sAMAccountName"), 1000)
		if err != nil {
			return err
		}
		names := map[string]bool{}
		for _, entry := range found.Entries {
			names[entry.GetAttributeValue("sAMAccountName")] = true
		}
		if len(names) != len(found.Entries) || len(names) < 3000 {
			return fmt.Errorf("%d entries, %d of them different", len(found.Entries), len(names))
		}
		cut, err := connection.Search(d.everywhere(users, "cn"))
		if err := refused(err, ldap.LDAPResultSizeLimitExceeded, ""); err != nil {
			return err
		}
		return equal(1000, len(cut.Entries))
	})
}

func (d domain) inChain() error {
	return d.as("service", func(connection *ldap.Conn) error {
		filter := fmt.Sprintf("(member:1.2.840.113556.1.4.1941:=%s)", ldap.EscapeFilter(d.of("nested", "dn")))
		found, err := connection.Search(d.everywhere(filter, "cn"))
		if err != nil {
			return err
		}
		names := []string{}
		for _, entry := range found.Entries {
			names = append(names, entry.GetAttributeValue("cn"))
		}
		sort.Strings(names)
		return equal("Compilers, Engineers, Everybody, VPN users", strings.Join(names, ", "))
	})
}

func (d domain) special() error {
	return d.as("service", func(connection *ldap.Conn) error {
		dn := d.of("odd", "dn")
		found, err := connection.Search(d.everywhere(fmt.Sprintf("(distinguishedName=%s)", ldap.EscapeFilter(dn)), "memberOf"))
		if err != nil {
			return err
		}
		if len(found.Entries) != 1 {
			return fmt.Errorf("%d entries", len(found.Entries))
		}
		one, err := ldap.ParseDN(dn)
		if err != nil {
			return err
		}
		other, err := ldap.ParseDN(found.Entries[0].DN)
		if err != nil {
			return err
		}
		return holds(one.EqualFold(other), "%s is not %s", found.Entries[0].DN, dn)
	})
}

func (d domain) sorted() error {
	return d.administrator(func(connection *ldap.Conn) error {
		request := d.everywhere("(&(objectClass=user)(sAMAccountName=b*))", "sAMAccountName")
		request.Controls = []ldap.Control{ldap.NewControlServerSideSortingWithSortKeys([]*ldap.SortKey{{AttributeType: "sAMAccountName", Reverse: true}})}
		found, err := connection.Search(request)
		if err != nil {
			return err
		}
		names := []string{}
		for _, entry := range found.Entries {
			names = append(names, strings.ToLower(entry.GetAttributeValue("sAMAccountName")))
		}
		if len(names) < 10 {
			return fmt.Errorf("%d entries", len(names))
		}
		if control := ldap.FindControl(found.Controls, ldap.ControlTypeServerSideSortingResult); control == nil {
			return fmt.Errorf("no answer about the order")
		}
		return holds(names[0] >= names[len(names)-1], "%s before %s", names[0], names[len(names)-1])
	})
}

func (d domain) cancelled() error {
	return d.administrator(func(connection *ldap.Conn) error {
		ctx, cancel := context.WithCancel(context.Background())
		request := d.everywhere("(objectClass=user)", "cn")
		request.Controls = []ldap.Control{ldap.NewControlPaging(1000)}
		response := connection.SearchAsync(ctx, request, 4)
		if !response.Next() {
			cancel()
			return fmt.Errorf("nothing came: %w", response.Err())
		}
		cancel()
		for response.Next() {
		}
		_, err := connection.WhoAmI(nil)
		return err
	})
}

func (d domain) describe(connection *ldap.Conn, text string) error {
	change := ldap.NewModifyRequest(d.of("staff", "dn"), nil)
	change.Replace("description", []string{text})
	return connection.Modify(change)
}

func (d domain) dirSync() error {
	return d.administrator(func(connection *ldap.Conn) error {
		entries, cookie := 0, []byte(nil)
		for more := true; more; {
			page, err := connection.DirSync(d.everywhere("(objectClass=user)", "description"), ldap.DirSyncObjectSecurity, 10_000_000, cookie)
			if err != nil {
				return err
			}
			entries += len(page.Entries)
			more, cookie = cookieOf(page)
		}
		if entries < 3000 || len(cookie) == 0 {
			return fmt.Errorf("%d entries, a cookie of %d bytes", entries, len(cookie))
		}
		if err := d.describe(connection, "seen by go-ldap"); err != nil {
			return err
		}
		next, err := connection.DirSync(d.everywhere("(objectClass=user)", "description"), ldap.DirSyncObjectSecurity, 10_000_000, cookie)
		if err != nil {
			return err
		}
		if len(next.Entries) != 1 {
			return fmt.Errorf("%d entries changed", len(next.Entries))
		}
		return equal("seen by go-ldap", next.Entries[0].GetAttributeValue("description"))
	})
}

// cookieOf also tells whether there is more.
func cookieOf(result *ldap.SearchResult) (bool, []byte) {
	if control, ok := ldap.FindControl(result.Controls, ldap.ControlTypeDirSync).(*ldap.ControlDirSync); ok {
		return control.Flags != 0, control.Cookie
	}
	return false, nil
}

func (d domain) notified() error {
	return d.administrator(func(connection *ldap.Conn) error {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		request := ldap.NewSearchRequest(d["unit"], ldap.ScopeSingleLevel, ldap.NeverDerefAliases, 0, 0, false, "(objectClass=*)", []string{"description"},
			[]ldap.Control{ldap.NewControlMicrosoftNotification()})
		response := connection.SearchAsync(ctx, request, 1)
		// Nothing says that the search is registered, and it is sent by another goroutine.
		time.Sleep(300 * time.Millisecond)
		if err := d.administrator(func(other *ldap.Conn) error { return d.describe(other, "noticed by go-ldap") }); err != nil {
			return err
		}
		if !response.Next() {
			return fmt.Errorf("nothing came: %w", response.Err())
		}
		return equal("noticed by go-ldap", response.Entry().GetAttributeValue("description"))
	})
}

func (d domain) deleted() error {
	return d.administrator(func(connection *ldap.Conn) error {
		dn := "CN=Gone," + d["unit"]
		entry := ldap.NewAddRequest(dn, nil)
		entry.Attribute("objectClass", []string{"user"})
		entry.Attribute("sAMAccountName", []string{"gone"})
		request := d.everywhere("(&(isDeleted=TRUE)(sAMAccountName=gone))", "lastKnownParent")
		request.Controls = []ldap.Control{ldap.NewControlMicrosoftShowDeleted()}
		if err := all(
			func() error { return connection.Add(entry) },
			func() error { return connection.Del(ldap.NewDelRequest(dn, nil)) },
		); err != nil {
			return err
		}
		found, err := connection.Search(request)
		if err != nil {
			return err
		}
		if len(found.Entries) != 1 {
			return fmt.Errorf("%d entries", len(found.Entries))
		}
		return equal(d["unit"], found.Entries[0].GetAttributeValue("lastKnownParent"))
	})
}

func (d domain) descriptor() error {
	return d.administrator(func(connection *ldap.Conn) error {
		request := d.everywhere(fmt.Sprintf("(sAMAccountName=%s)", d.of("staff", "sam")), "nTSecurityDescriptor")
		flags := ldap.NewControlMicrosoftSDFlags()
		flags.ControlValue = 1
		request.Controls = []ldap.Control{flags}
		found, err := connection.Search(request)
		if err != nil {
			return err
		}
		value := found.Entries[0].GetRawAttributeValue("nTSecurityDescriptor")
		return holds(len(value) >= 20 && value[0] == 1, "%d bytes", len(value))
	})
}

func (d domain) globalCatalog() error {
	connection, err := d.dial("gcs")
	if err != nil {
		return err
	}
	defer connection.Close()
	if err := connection.Bind(d.of("administrator", "upn"), d.of("administrator", "password")); err != nil {
		return err
	}
	request := ldap.NewSearchRequest("", ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false, "(sAMAccountName=Administrator)", []string{"cn"}, nil)
	found, err := connection.Search(request)
	if err != nil {
		return err
	}
	return equal(2, len(found.Entries))
}

func (d domain) referral() error {
	return d.administrator(func(connection *ldap.Conn) error {
		request := d.everywhere("(cn=*)")
		request.BaseDN = d["child.base"]
		_, err := connection.Search(request)
		return refused(err, ldap.LDAPResultReferral, "")
	})
}
