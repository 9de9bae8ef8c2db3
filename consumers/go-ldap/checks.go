package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/go-ldap/ldap/v3"
)

// check prints `ok<TAB>what`, or `no<TAB>what<TAB>what came instead`.
func check(what string, step func() error) {
	if only := os.Getenv("CONSUMER_ONLY"); only != "" && !strings.Contains(what, only) {
		return
	}
	if err := step(); err != nil {
		fmt.Printf("no\t%s\t%s\n", what, strings.Join(strings.Fields(err.Error()), " "))
		return
	}
	fmt.Printf("ok\t%s\n", what)
}

func equal[T comparable](expected, found T) error {
	if expected == found {
		return nil
	}
	return fmt.Errorf("expected %v, found %v", expected, found)
}

func holds(fact bool, otherwise string, args ...any) error {
	if fact {
		return nil
	}
	return fmt.Errorf(otherwise, args...)
}

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

// all does one step after the other, up to the first that fails.
func all(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
