package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

func browsers(lab facts) {
	for _, role := range []string{"staff", "federated", "secondFactor"} {
		check("device code: signed in elsewhere ("+role+")", func() error {
			result, err := device(lab, role, "yes")
			return is(lab, result, err, role)
		})
	}
	check("device code: declined", func() error {
		_, err := device(lab, "staff", "no")
		return says("authorization_declined", err)
	})
	for _, role := range []string{"staff", "federated"} {
		check("authorization code through the sign-in page ("+role+"), good for once", func() error { return code(lab, role) })
	}
	check("interactively: a browser is opened, and comes back to a port of the library's", func() error {
		result, err := interactive(lab, "staff")
		return is(lab, result, err, "staff")
	})
	check("interactively with a second factor", func() error {
		result, err := interactive(lab, "secondFactor")
		return is(lab, result, err, "secondFactor")
	})
}

func device(lab facts, role, answer string) (public.AuthResult, error) {
	app, err := desktop(lab, cloud+"organizations")
	if err != nil {
		return public.AuthResult{}, err
	}
	shown, err := app.AcquireTokenByDeviceCode(context.Background(), scopes)
	if err != nil {
		return public.AuthResult{}, err
	}
	if err := equal("https://microsoft.com/devicelogin", shown.Result.VerificationURL); err != nil {
		return public.AuthResult{}, err
	}
	if _, err := lab.browser("device", "code", shown.Result.UserCode, "person", role, "confirm", answer); err != nil {
		return public.AuthResult{}, err
	}
	return shown.AuthenticationResult(context.Background())
}

func code(lab facts, role string) error {
	ctx := context.Background()
	app, err := desktop(lab, cloud+"organizations")
	if err != nil {
		return err
	}
	const redirect = "http://localhost"
	address, err := app.AuthCodeURL(ctx, lab.app("desktop"), redirect, scopes, public.WithLoginHint(lab.person(role).upn))
	if err != nil {
		return err
	}
	back, err := lab.arrive(address, role)
	if err != nil {
		return err
	}
	result, err := app.AcquireTokenByAuthCode(ctx, back.Get("code"), redirect, scopes)
	if err := is(lab, result, err, role); err != nil {
		return err
	}
	_, err = app.AcquireTokenByAuthCode(ctx, back.Get("code"), redirect, scopes)
	return says("AADSTS54005: ", err)
}

func interactive(lab facts, role string) (public.AuthResult, error) {
	app, err := desktop(lab, lab.authority())
	if err != nil {
		return public.AuthResult{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	open := func(address string) error {
		go func() {
			if _, err := lab.browser("interactive", "url", address, "person", role); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}()
		return nil
	}
	return app.AcquireTokenInteractive(ctx, scopes, public.WithOpenURL(open))
}
