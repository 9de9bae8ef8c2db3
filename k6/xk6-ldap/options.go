package ldap

import (
	"time"

	"github.com/go-ldap/ldap/v3"
	"github.com/grafana/sobek"
)

const (
	defaultTimeout = 10 * time.Second
	throwErrors    = "throw"
	returnErrors   = "return"
)

type connectOptions struct {
	endpoint
	// dialled is `host:port` where the server really is; by default that of the URL.
	dialled         string
	caCert          string
	serverName      string
	timeout         time.Duration
	tags            map[string]string
	transportErrors string
}

func readConnectOptions(value sobek.Value) (connectOptions, error) {
	read := readArguments("connect()", value, true)
	text := read.text("url", "")
	options := connectOptions{
		dialled:         read.text("address", ""),
		caCert:          read.text("caCert", ""),
		serverName:      read.text("serverName", ""),
		timeout:         read.duration("timeout", defaultTimeout),
		tags:            read.tags("tags"),
		transportErrors: read.oneOf("transportErrors", throwErrors, throwErrors, returnErrors),
	}
	if err := read.done(); err != nil {
		return options, err
	}
	var err error
	options.endpoint, err = readEndpoint(text)
	if options.dialled == "" {
		options.dialled = options.address
	}
	if options.serverName == "" {
		options.serverName = options.host
	}
	return options, err
}

// readControls reads `{controls: [{oid, critical, value}]}`, controls of RFC 4511 section 4.1.11 with a text value.
func readControls(value sobek.Value) ([]ldap.Control, error) {
	read := readArguments("bind()", value, false)
	listed, given := read.take("controls")
	list, isList := listed.([]any)
	if given && !isList {
		read.fail("controls must be an array")
	}
	if err := read.done(); err != nil {
		return nil, err
	}
	controls := make([]ldap.Control, 0, len(list))
	for _, item := range list {
		fields, _ := item.(map[string]any)
		one := &arguments{what: "bind(): a control", fields: fields}
		control := ldap.NewControlString(one.text("oid", ""), one.flag("critical"), one.text("value", ""))
		if control.ControlType == "" {
			one.fail("needs an oid")
		}
		if err := one.done(); err != nil {
			return nil, err
		}
		controls = append(controls, control)
	}
	return controls, nil
}

var scopes = map[string]int{
	"base": ldap.ScopeBaseObject,
	"one":  ldap.ScopeSingleLevel,
	"sub":  ldap.ScopeWholeSubtree,
}

type searchOptions struct {
	request *ldap.SearchRequest
	// binary names attributes whose values are given in base64, in lower case.
	binary map[string]bool
}

func readSearchOptions(value sobek.Value) (searchOptions, error) {
	read := readArguments("search()", value, true)
	scope := read.oneOf("scope", "sub", "base", "one", "sub")
	options := searchOptions{request: &ldap.SearchRequest{
		BaseDN:     read.text("baseDn", ""),
		Scope:      scopes[scope],
		Filter:     read.text("filter", "(objectClass=*)"),
		Attributes: read.texts("attributes"),
		SizeLimit:  read.count("sizeLimit"),
		TimeLimit:  read.count("timeLimitSeconds"),
	}, binary: lowered(read.texts("binaryAttributes"))}
	if err := read.done(); err != nil {
		return options, err
	}
	if _, err := ldap.CompileFilter(options.request.Filter); err != nil {
		return options, usageError("search(): %q is no filter (RFC 4515): %v", options.request.Filter, err)
	}
	return options, nil
}
