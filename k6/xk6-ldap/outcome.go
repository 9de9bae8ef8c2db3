package ldap

import (
	"errors"
	"regexp"
	"strconv"

	"github.com/go-ldap/ldap/v3"
)

// The codes from here on are the client library's own, not a server's (RFC 4511 section 4.1.9 names far lower ones).
const firstLibraryCode = ldap.ErrorNetwork

// outcome is what a server answered, or that it did not.
type outcome struct {
	resultCode int
	message    string
	// transport tells why no result came; undefined when one did.
	transport error
}

func outcomeOf(url string, err error) outcome {
	if err == nil {
		return outcome{}
	}
	var told *ldap.Error
	if errors.As(err, &told) && told.ResultCode < firstLibraryCode {
		message := ""
		if told.Err != nil {
			message = told.Err.Error()
		}
		return outcome{resultCode: int(told.ResultCode), message: message}
	}
	return outcome{resultCode: -1, message: err.Error(), transport: transportError("%s: %v", url, err)}
}

// Active Directory's diagnostic text: `80090308: LdapErr: DSID-…, comment: AcceptSecurityContext error, data 52e, v…`.
var subCode = regexp.MustCompile(`\bdata ([0-9a-fA-F]{1,8})\b`)

// subCodeOf gives the Win32 error in lower-case hexadecimal, as people quote it, or nothing.
func subCodeOf(message string) string {
	found := subCode.FindStringSubmatch(message)
	if found == nil {
		return ""
	}
	number, err := strconv.ParseUint(found[1], 16, 32)
	if err != nil {
		return ""
	}
	return strconv.FormatUint(number, 16)
}

// tags names the result in metrics: `result_code` 0, 49, …, or `transport`; `sub_code` where there is one.
func (o outcome) tags() map[string]string {
	if o.transport != nil {
		return map[string]string{"result_code": "transport"}
	}
	tags := map[string]string{"result_code": strconv.Itoa(o.resultCode)}
	if sub := subCodeOf(o.message); sub != "" {
		tags["sub_code"] = sub
	}
	return tags
}
