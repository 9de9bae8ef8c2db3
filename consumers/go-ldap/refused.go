package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-ldap/ldap/v3"
)

// refused wants an answer with that code whose text has `said` in it.
func refused(err error, code uint16, said string) error {
	if err == nil {
		return errors.New("it went through")
	}
	if !ldap.IsErrorWithCode(err, code) || !strings.Contains(err.Error(), said) {
		return fmt.Errorf("expected %d with %q, found %w", code, said, err)
	}
	return nil
}
