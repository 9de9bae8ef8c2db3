package main

import (
	"bufio"
	"os"
	"strings"
)

// facts is what the description says of what the program is tried on, by keys such as `person.staff.upn`.
type facts map[string]string

func read(path string) (facts, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	found := facts{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), "=")
		found[key] = strings.ReplaceAll(value, `\\`, `\`)
	}
	return found, nil
}

func (f facts) of(role, key string) string { return f["person."+role+"."+key] }
