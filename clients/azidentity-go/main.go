// azidentity for Go, as its documentation says, at the lab's cloud under its real names; the argument describes the lab.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

func main() {
	lab, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	passwords(lab)
	secrets(lab)
	browsers(lab)
	fmt.Println("done")
}

func token(credential azcore.TokenCredential, err error) (string, error) {
	if err != nil {
		return "", err
	}
	found, err := credential.GetToken(context.Background(), policy.TokenRequestOptions{Scopes: []string{graph}})
	return found.Token, err
}

func byPassword(lab facts, tenant string, who person) (string, error) {
	credential, err := azidentity.NewUsernamePasswordCredential(tenant, lab.app("desktop"), who.upn, who.password, nil)
	return token(credential, err)
}

func passwords(lab facts) {
	check("UsernamePasswordCredential: a managed user", func() error {
		found, err := byPassword(lab, lab["tenantId"], lab.person("staff"))
		return is(lab, found, err, "staff")
	})
	check("UsernamePasswordCredential: a federated user, through AD FS", func() error {
		found, err := byPassword(lab, "organizations", lab.person("federated"))
		return is(lab, found, err, "federated")
	})
	for _, each := range []struct{ what, role, password, said string }{
		{"a wrong password: AADSTS50126", "staff", "not the password", "AADSTS50126"},
		{"a disabled user: AADSTS50057", "disabled", "", "AADSTS50057"},
		{"an expired password: AADSTS50144", "expired", "", "AADSTS50144"},
		{"a second factor: AADSTS50076", "secondFactor", "", "AADSTS50076"},
	} {
		check(each.what, func() error {
			who := lab.person(each.role)
			if each.password != "" {
				who = who.with(each.password)
			}
			_, err := byPassword(lab, lab["tenantId"], who)
			return says(each.said, err)
		})
	}
	check("Smart Lockout: AADSTS50053", func() error {
		who := lab.person("sprayed")
		for wrong := range 4 {
			_, err := byPassword(lab, lab["tenantId"], who.with(fmt.Sprint("wrong ", wrong)))
			if otherwise := says("AADSTS50126", err); otherwise != nil {
				return otherwise
			}
		}
		_, err := byPassword(lab, lab["tenantId"], who)
		return says("AADSTS50053", err)
	})
}

func is(lab facts, found string, err error, role string) error {
	if err != nil {
		return err
	}
	return lab.isOf(found, role)
}

func isApp(lab facts, found string, err error, role string) error {
	if err != nil {
		return err
	}
	known, err := claims(found)
	if err != nil {
		return err
	}
	return equal[any](lab.app(role), known["appid"])
}

func secrets(lab facts) {
	daemon, secret := lab.app("daemon"), lab["app.daemon.secret"]
	for _, each := range [][2]string{{"", lab["tenantId"]}, {" for a tenant by its domain", "contoso.com"}} {
		check("ClientSecretCredential"+each[0], func() error {
			credential, err := azidentity.NewClientSecretCredential(each[1], daemon, secret, nil)
			found, err := token(credential, err)
			return isApp(lab, found, err, "daemon")
		})
	}
	check("ClientSecretCredential with a wrong secret: AADSTS7000215", func() error {
		credential, err := azidentity.NewClientSecretCredential(lab["tenantId"], daemon, "something else", nil)
		_, err = token(credential, err)
		return says("AADSTS7000215", err)
	})
	for _, each := range []string{"", " with the chain sent along"} {
		check("ClientCertificateCredential"+each, func() error {
			pem, err := os.ReadFile(lab["app.certified.certificate"])
			if err != nil {
				return err
			}
			certificates, key, err := azidentity.ParseCertificates(pem, nil)
			if err != nil {
				return err
			}
			options := azidentity.ClientCertificateCredentialOptions{SendCertificateChain: each != ""}
			credential, err := azidentity.NewClientCertificateCredential(lab["tenantId"], lab.app("certified"), certificates, key, &options)
			found, err := token(credential, err)
			return isApp(lab, found, err, "certified")
		})
	}
	check("EnvironmentCredential, and DefaultAzureCredential by it", func() error {
		os.Setenv("AZURE_TENANT_ID", lab["tenantId"])
		os.Setenv("AZURE_CLIENT_ID", daemon)
		os.Setenv("AZURE_CLIENT_SECRET", secret)
		environment, err := azidentity.NewEnvironmentCredential(nil)
		found, err := token(environment, err)
		if wrong := isApp(lab, found, err, "daemon"); wrong != nil {
			return wrong
		}
		usual, err := azidentity.NewDefaultAzureCredential(nil)
		found, err = token(usual, err)
		return isApp(lab, found, err, "daemon")
	})
}

func browsers(lab facts) {
	for _, role := range []string{"staff", "federated", "secondFactor"} {
		check("DeviceCodeCredential ("+role+")", func() error {
			found, err := device(lab, role, "yes")
			return is(lab, found, err, role)
		})
	}
	check("DeviceCodeCredential: declined", func() error {
		_, err := device(lab, "staff", "no")
		// The library has read the answer's body before it shows it.
		return says("RESPONSE 400", err)
	})
}

func device(lab facts, role, answer string) (string, error) {
	credential, err := azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
		TenantID: lab["tenantId"],
		ClientID: lab.app("desktop"),
		UserPrompt: func(_ context.Context, shown azidentity.DeviceCodeMessage) error {
			_, err := lab.browser("device", "code", shown.UserCode, "person", role, "confirm", answer)
			return err
		},
	})
	return token(credential, err)
}
