package ldap

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/lib/types"
)

// arguments reads the fields of a JavaScript object one by one; what is left over is a misspelling.
type arguments struct {
	what   string
	fields map[string]any
	known  []string
	err    error
}

func readArguments(what string, value sobek.Value, required bool) *arguments {
	read := &arguments{what: what, fields: map[string]any{}}
	if isMissing(value) {
		if required {
			read.fail("needs an object with options")
		}
		return read
	}
	fields, isObject := value.Export().(map[string]any)
	if !isObject {
		read.fail("options must be an object")
		return read
	}
	for name, field := range fields {
		if field != nil {
			read.fields[name] = field
		}
	}
	return read
}

func isMissing(value sobek.Value) bool {
	return value == nil || sobek.IsUndefined(value) || sobek.IsNull(value)
}

func (a *arguments) fail(format string, more ...any) {
	if a.err == nil {
		a.err = usageError(a.what+": "+format, more...)
	}
}

func (a *arguments) take(name string) (any, bool) {
	a.known = append(a.known, name)
	value, given := a.fields[name]
	delete(a.fields, name)
	return value, given
}

func (a *arguments) text(name, fallback string) string {
	value, given := a.take(name)
	if !given {
		return fallback
	}
	text, isText := value.(string)
	if !isText {
		a.fail("%s must be a string", name)
	}
	return text
}

func (a *arguments) oneOf(name, fallback string, choices ...string) string {
	text := a.text(name, fallback)
	if !slices.Contains(choices, text) {
		a.fail("%s must be one of %s, not %q", name, strings.Join(choices, ", "), text)
	}
	return text
}

func (a *arguments) flag(name string) bool {
	value, given := a.take(name)
	flag, isFlag := value.(bool)
	if given && !isFlag {
		a.fail("%s must be true or false", name)
	}
	return flag
}

func (a *arguments) count(name string) int {
	value, given := a.take(name)
	if !given {
		return 0
	}
	number, isInteger := value.(int64)
	if !isInteger || number < 0 || number > math.MaxInt32 {
		a.fail("%s must be a whole number that is not negative", name)
		return 0
	}
	return int(number)
}

// duration takes milliseconds or k6's notation, such as '5s'.
func (a *arguments) duration(name string, fallback time.Duration) time.Duration {
	value, given := a.take(name)
	if !given {
		return fallback
	}
	length, err := types.GetDurationValue(value)
	if err != nil || length <= 0 {
		a.fail("%s must be milliseconds or a duration such as '5s', more than nothing", name)
	}
	return length
}

func (a *arguments) texts(name string) []string {
	value, given := a.take(name)
	if !given {
		return nil
	}
	list, isList := value.([]any)
	if !isList {
		a.fail("%s must be an array of strings", name)
		return nil
	}
	texts := make([]string, 0, len(list))
	for _, item := range list {
		text, isText := item.(string)
		if !isText {
			a.fail("%s must be an array of strings", name)
			return nil
		}
		texts = append(texts, text)
	}
	return texts
}

func (a *arguments) tags(name string) map[string]string {
	value, given := a.take(name)
	if !given {
		return nil
	}
	tags := map[string]string{}
	fields, isObject := value.(map[string]any)
	for key, field := range fields {
		text, isText := field.(string)
		isObject = isObject && isText
		tags[key] = text
	}
	if !isObject {
		a.fail("%s must be an object of strings", name)
	}
	return tags
}

// done says what was wrong with what was read, or names a field that nobody knows.
func (a *arguments) done() error {
	if a.err != nil {
		return a.err
	}
	left := make([]string, 0, len(a.fields))
	for name := range a.fields {
		left = append(left, name)
	}
	if len(left) == 0 {
		return nil
	}
	slices.Sort(left)
	return usageError("%s: unknown option %q; known are %s", a.what, left[0], strings.Join(a.known, ", "))
}
