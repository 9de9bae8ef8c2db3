package ldap

import (
	"fmt"

	"github.com/grafana/sobek"
)

// failure is an error that scripts can tell apart by its `code`:
//
//	usage      the script asked for something that cannot be
//	forbidden  the target is neither loopback nor in an allowed network
//	transport  connection, TLS, time limit or malformed answer; no LDAP result came
type failure struct{ code, message string }

func (f *failure) Error() string { return f.message }

func usageError(format string, arguments ...any) error {
	return &failure{"usage", name + ": " + fmt.Sprintf(format, arguments...)}
}

func forbidden(format string, arguments ...any) error {
	return &failure{"forbidden", name + ": " + fmt.Sprintf(format, arguments...)}
}

func transportError(format string, arguments ...any) error {
	return &failure{"transport", name + ": " + fmt.Sprintf(format, arguments...)}
}

// throw raises a JavaScript Error with name `LdapError` and the failure's code.
func throw(runtime *sobek.Runtime, err error) {
	thrown, cannot := runtime.New(runtime.Get("Error"), runtime.ToValue(err.Error()))
	if cannot != nil {
		panic(runtime.NewGoError(err))
	}
	code := "usage"
	if known, ok := err.(*failure); ok { //nolint:errorlint // failures are never wrapped
		code = known.code
	}
	for property, value := range map[string]string{"name": "LdapError", "code": code} {
		if err := thrown.Set(property, value); err != nil {
			panic(runtime.NewGoError(err))
		}
	}
	panic(thrown)
}
