package main

import (
	"fmt"
	"os"
	"strings"
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

// all does one step after the other, up to the first that fails.
func all(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
