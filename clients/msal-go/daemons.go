package main

import (
	"context"
	"os"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
)

func daemons(lab facts) {
	ctx := context.Background()
	secret := func(role, value string) (confidential.Client, error) {
		credential, err := confidential.NewCredFromSecret(value)
		if err != nil {
			return confidential.Client{}, err
		}
		return confidential.New(lab.authority(), lab.app(role), credential)
	}
	check("an application for itself, with its secret; again from the cache", func() error {
		app, err := secret("daemon", lab["app.daemon.secret"])
		if err != nil {
			return err
		}
		first, err := app.AcquireTokenByCredential(ctx, []string{graph})
		if err != nil {
			return err
		}
		again, err := app.AcquireTokenByCredential(ctx, []string{graph})
		if err != nil {
			return err
		}
		return equal(first.AccessToken, again.AccessToken)
	})
	check("with a certificate", func() error { return certified(lab) })
	check("with a certificate and its chain", func() error { return certified(lab, confidential.WithX5C()) })
	check("with a wrong secret: 7000215", func() error {
		app, err := secret("daemon", "something else")
		if err != nil {
			return err
		}
		_, err = app.AcquireTokenByCredential(ctx, []string{graph})
		return says("AADSTS7000215: ", err)
	})
	check("a web application redeems its code with its secret", func() error {
		app, err := secret("web", lab["app.web.secret"])
		if err != nil {
			return err
		}
		redirect := lab["app.web.redirect"]
		address, err := app.AuthCodeURL(ctx, lab.app("web"), redirect, scopes)
		if err != nil {
			return err
		}
		back, err := lab.arrive(address, "staff")
		if err != nil {
			return err
		}
		result, err := app.AcquireTokenByAuthCode(ctx, back.Get("code"), redirect, scopes)
		return is(lab, result, err, "staff")
	})
}

func certified(lab facts, options ...confidential.Option) error {
	pem, err := os.ReadFile(lab["app.certified.certificate"])
	if err != nil {
		return err
	}
	certificates, key, err := confidential.CertFromPEM(pem, "")
	if err != nil {
		return err
	}
	credential, err := confidential.NewCredFromCert(certificates, key)
	if err != nil {
		return err
	}
	app, err := confidential.New(lab.authority(), lab.app("certified"), credential, options...)
	if err != nil {
		return err
	}
	result, err := app.AcquireTokenByCredential(context.Background(), []string{graph})
	if err != nil {
		return err
	}
	found, err := claims(result.AccessToken)
	if err != nil {
		return err
	}
	return equal[any]("2", found["appidacr"])
}
