package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

var scopes = []string{"User.Read"}

func desktop(lab facts, authority string) (public.Client, error) {
	return public.New(lab.app("desktop"), public.WithAuthority(authority))
}

func signIn(lab facts, authority string, who person) (public.AuthResult, error) {
	app, err := desktop(lab, authority)
	if err != nil {
		return public.AuthResult{}, err
	}
	return app.AcquireTokenByUsernamePassword(context.Background(), scopes, who.upn, who.password)
}

// is wants a result of somebody's.
func is(lab facts, result public.AuthResult, err error, role string) error {
	if err != nil {
		return fmt.Errorf("%s", errors.Verbose(err))
	}
	return all(
		func() error { return equal(lab.person(role).upn, result.Account.PreferredUsername) },
		func() error { return equal(lab.person(role).upn, result.IDToken.PreferredUsername) },
		func() error { return equal(lab["tenantId"], result.IDToken.TenantID) },
		func() error { return equal(lab.authority()+"/v2.0", result.IDToken.Issuer) },
		func() error { return holds(len(result.GrantedScopes) > 0, "no scopes") },
	)
}

func passwords(lab facts) {
	for _, each := range [][2]string{
		{"/organizations", cloud + "organizations"},
		{"/contoso.com", cloud + "contoso.com"},
		{"/{tenant id}", lab.authority()},
	} {
		check("a managed user's password, at "+each[0], func() error {
			result, err := signIn(lab, each[1], lab.person("staff"))
			return is(lab, result, err, "staff")
		})
	}
	check("the same by the name login.windows.net", func() error {
		result, err := signIn(lab, "https://login.windows.net/contoso.com", lab.person("staff"))
		return is(lab, result, err, "staff")
	})
	check("a cloud-only user's password", func() error {
		result, err := signIn(lab, lab.authority(), lab.person("cloudOnly"))
		return is(lab, result, err, "cloudOnly")
	})
	check("a federated user's password, through MEX and WS-Trust at AD FS", func() error {
		result, err := signIn(lab, cloud+"organizations", lab.person("federated"))
		return is(lab, result, err, "federated")
	})
	check("a federated user's wrong password: AD FS' fault is what the caller hears", func() error {
		_, err := signIn(lab, lab.authority(), lab.person("federated").with("not the password"))
		if err == nil {
			return fmt.Errorf("it went through")
		}
		whole := errors.Verbose(err)
		return holds(strings.Contains(whole, "ID3242"), "%s", whole)
	})
	refusals(lab)
}

func refused(lab facts, who person, said ...string) error {
	_, err := signIn(lab, lab.authority(), who)
	for _, each := range said {
		if wrong := says(each, err); wrong != nil {
			return wrong
		}
	}
	return nil
}

func refusals(lab facts) {
	for _, each := range []struct{ what, role, password, code string }{
		{"a wrong password: 50126", "staff", "not the password", "AADSTS50126: "},
		{"a user whom the domain has disabled: 50057", "disabled", "", "AADSTS50057: "},
		{"a password that has expired in the domain: 50144", "expired", "", "AADSTS50144: "},
		{"a password that must be changed: 50144", "mustChange", "", "AADSTS50144: "},
		{"a name that nobody has: 50034", "unknown", "", "AADSTS50034: "},
		{"a user whom a policy keeps out: 53003", "blocked", "", "AADSTS53003: "},
	} {
		check(each.what, func() error {
			who := lab.person(each.role)
			if each.password != "" {
				who = who.with(each.password)
			}
			return refused(lab, who, each.code)
		})
	}
	check("a second factor is needed: 50076, basic_action and the claims for another try", func() error {
		return refused(lab, lab.person("secondFactor"), "AADSTS50076: ", "basic_action", "claims")
	})
	for _, each := range []struct {
		what, role string
		tries      int
	}{
		{"Smart Lockout after wrong passwords: 50053 for the right one too", "sprayed", 4},
		{"a user whom the domain has locked out: 50053", "locked", 2},
	} {
		check(each.what, func() error {
			who := lab.person(each.role)
			for wrong := range each.tries {
				if err := refused(lab, who.with(fmt.Sprint("wrong ", wrong)), "AADSTS50126: "); err != nil {
					return err
				}
			}
			return refused(lab, who, "AADSTS50053: ")
		})
	}
	check("an authority that no tenant has", func() error {
		_, err := signIn(lab, cloud+"nobody.example", lab.person("staff"))
		return says("invalid_tenant", err)
	})
}
