package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

const (
	cloud = "https://login.microsoftonline.com/"
	graph = "https://graph.microsoft.com/.default"
)

type person struct{ upn, password string }

func (f facts) person(role string) person { return person{f.of(role, "upn"), f.of(role, "password")} }

func (p person) with(password string) person { return person{p.upn, password} }

func (f facts) app(role string) string { return f["app."+role+".id"] }

func (f facts) authority() string { return cloud + f["tenantId"] }

// browser asks the scripted browser: what, and names with values.
func (f facts) browser(what string, query ...string) (string, error) {
	values := url.Values{}
	for each := 0; each < len(query); each += 2 {
		values.Set(query[each], query[each+1])
	}
	answer, err := http.Get(f["browser"] + "/" + what + "?" + values.Encode())
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("the browser says: %s", text)
	}
	return string(text), err
}

// arrive signs a person in at an address, and answers what the application is sent.
func (f facts) arrive(address, role string) (url.Values, error) {
	back, err := f.browser("authorize", "url", address, "person", role)
	if err != nil {
		return nil, err
	}
	parsed, err := url.Parse(back)
	if err != nil {
		return nil, err
	}
	return parsed.Query(), nil
}

// claims of a token, unverified.
func claims(token string) (map[string]any, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, errors.New("it is no JWT")
	}
	text, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil, err
	}
	found := map[string]any{}
	return found, json.Unmarshal(text, &found)
}

// isOf wants an access token of somebody's, of the lab's tenant.
func (f facts) isOf(token, role string) error {
	found, err := claims(token)
	if err != nil {
		return err
	}
	return all(
		func() error { return equal[any](f.person(role).upn, found["upn"]) },
		func() error { return equal[any](f["tenantId"], found["tid"]) },
	)
}

// says wants a failure whose text has said in it.
func says(said string, err error) error {
	if err == nil {
		return fmt.Errorf("expected %s, but it went through", said)
	}
	return holds(strings.Contains(err.Error(), said), "expected %s, found %v", said, err)
}
