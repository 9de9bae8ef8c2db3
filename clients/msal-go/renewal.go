package main

import (
	"context"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

func renewal(lab facts) {
	ctx := context.Background()
	check("silently from the cache, and by the refresh token for another API", func() error {
		app, first, err := signedIn(lab, "staff")
		if err != nil {
			return err
		}
		cached, err := app.AcquireTokenSilent(ctx, scopes, public.WithSilentAccount(first.Account))
		if err != nil {
			return err
		}
		other, err := app.AcquireTokenSilent(ctx, []string{graph}, public.WithSilentAccount(first.Account))
		if err != nil {
			return err
		}
		return all(
			func() error { return equal(first.AccessToken, cached.AccessToken) },
			func() error { return equal(public.TokenSourceCache, cached.Metadata.TokenSource) },
			func() error { return equal(public.TokenSourceIdentityProvider, other.Metadata.TokenSource) },
			func() error { return lab.isOf(other.AccessToken, "staff") },
		)
	})
	check("a refresh token of before an administrator's revocation: 50173", func() error {
		app, first, err := signedIn(lab, "revoked")
		if err != nil {
			return err
		}
		if _, err := lab.browser("revoke", "person", "revoked"); err != nil {
			return err
		}
		_, err = app.AcquireTokenSilent(ctx, []string{graph}, public.WithSilentAccount(first.Account))
		return says("AADSTS50173: ", err)
	})
}

func signedIn(lab facts, role string) (public.Client, public.AuthResult, error) {
	app, err := desktop(lab, lab.authority())
	if err != nil {
		return app, public.AuthResult{}, err
	}
	who := lab.person(role)
	result, err := app.AcquireTokenByUsernamePassword(context.Background(), scopes, who.upn, who.password)
	return app, result, err
}
