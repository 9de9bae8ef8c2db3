package ldap

import (
	"encoding/base64"
	"strings"

	"github.com/go-ldap/ldap/v3"
)

// entriesOf gives `{dn, attributes: {name: [values]}}`: values are text, those of binary attributes base64.
func entriesOf(found *ldap.SearchResult, binary map[string]bool) []any {
	entries := []any{}
	if found == nil {
		return entries
	}
	for _, entry := range found.Entries {
		attributes := make(map[string]any, len(entry.Attributes))
		for _, attribute := range entry.Attributes {
			attributes[attribute.Name] = valuesOf(attribute, binary[strings.ToLower(attribute.Name)])
		}
		entries = append(entries, map[string]any{"dn": entry.DN, "attributes": attributes})
	}
	return entries
}

func valuesOf(attribute *ldap.EntryAttribute, isBinary bool) []any {
	values := make([]any, 0, len(attribute.ByteValues))
	for _, raw := range attribute.ByteValues {
		if isBinary {
			values = append(values, base64.StdEncoding.EncodeToString(raw))
		} else {
			values = append(values, string(raw))
		}
	}
	return values
}

func lowered(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[strings.ToLower(name)] = true
	}
	return set
}
