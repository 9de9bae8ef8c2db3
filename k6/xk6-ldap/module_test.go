package ldap

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/stretchr/testify/require"
	"go.k6.io/k6/lib/types"
)

func TestBindTellsAcceptedFromRefused(t *testing.T) {
	server := startDirectory(t, nil, nil)
	user := newVirtualUser(t, nil, "")
	script := `const client = ldap.connect({url: 'ldap://%s', tags: {flow: 'direct'}});
		const good = client.bind('%s', '%s'); const bad = client.bind('%s', 'wrong');
		client.close(); client.close(); [good, bad]`
	results := user.run(fmt.Sprintf(script, server.address(), goodName, goodWord, goodName)).([]any)

	good := results[0].(map[string]any)
	require.Equal(t, map[string]any{"ok": true, "resultCode": int64(0), "message": "", "subCode": nil}, asJSON(good))
	bad := results[1].(map[string]any)
	require.Equal(t, map[string]any{
		"ok": false, "resultCode": int64(49), "message": adMessage, "subCode": "52e",
	}, asJSON(bad))

	samples := user.pushed()
	require.Len(t, samples["ldap_connecting"], 1)
	require.Len(t, samples["ldap_bind_duration"], 2)
	require.Len(t, samples["ldap_binds"], 2)
	require.Equal(t, []float64{0, 1}, []float64{samples["ldap_bind_failed"][0].Value, samples["ldap_bind_failed"][1].Value})
	require.Equal(t, map[string]string{
		"scenario": "directory", "flow": "direct", "url": "ldap://" + server.address(),
		"result_code": "49", "sub_code": "52e",
	}, samples["ldap_binds"][1].Tags.Map())
}

func asJSON(result map[string]any) map[string]any {
	if code, isInt := result["resultCode"].(int); isInt {
		result["resultCode"] = int64(code)
	}
	return result
}

func TestBindSendsControls(t *testing.T) {
	server := startDirectory(t, nil, nil)
	user := newVirtualUser(t, nil, "")
	user.run(fmt.Sprintf(`const c = ldap.connect({url: 'ldap://%s'});
		c.bind('a', 'b', {controls: [{oid: '1.2.3', value: 'request-7'}]}); c.close()`, server.address()))
	require.Equal(t, []string{"1.2.3=request-7"}, server.controls)
}

func TestSearchGivesEntries(t *testing.T) {
	server := startDirectory(t, nil, nil)
	user := newVirtualUser(t, nil, "")
	found := user.run(fmt.Sprintf(`const c = ldap.connect({url: 'ldap://%s'});
		const all = c.search({baseDn: 'DC=contoso', filter: '(cn=*)', attributes: ['cn'], binaryAttributes: ['objectguid']});
		const cut = c.search({baseDn: 'DC=contoso', sizeLimit: 1});
		c.close();
		[all.ok, all.entries[0].dn, all.entries[0].attributes.cn[1], all.entries[1].attributes.objectGUID[0],
		 cut.ok, cut.resultCode, cut.entries.length].join(' ')`, server.address()))
	require.Equal(t, "true CN=Ada,DC=contoso Lovelace /wAB false 4 2", found)
	samples := user.pushed()
	require.Len(t, samples["ldap_search_duration"], 2)
	require.Equal(t, "4", samples["ldap_searches"][1].Tags.Map()["result_code"])
}

func TestTLSIsVerifiedAgainstTheGivenAuthority(t *testing.T) {
	settings, authority := selfSigned(t, "dc1.corp.contoso.com")
	server := startDirectory(t, settings, nil)
	host, port, err := net.SplitHostPort(server.address())
	require.NoError(t, err)
	number, err := strconv.Atoi(port)
	require.NoError(t, err)
	hosts := map[string]types.Host{"dc1.corp.contoso.com:636": {IP: net.ParseIP(host), Port: number}}
	user := newVirtualUser(t, hosts, "")
	require.NoError(t, user.runtime.VU.Runtime().Set("pem", authority))

	require.Equal(t, true, user.run(`let c = ldap.connect({url: 'ldaps://dc1.corp.contoso.com', caCert: pem});
		const told = c.bind('`+goodName+`', '`+goodWord+`').ok; c.close(); told`))
	require.Len(t, user.pushed()["ldap_tls_handshaking"], 1)

	code, message := user.refused(`ldap.connect({url: 'ldaps://dc1.corp.contoso.com'})`)
	require.Equal(t, "transport", code)
	require.Contains(t, message, "certificate")
	code, message = user.refused(
		`ldap.connect({url: 'ldaps://other.contoso.com', address: '` + server.address() + `', caCert: pem})`)
	require.Equal(t, "transport", code)
	require.Contains(t, message, "other.contoso.com")
	require.Equal(t, "tls", user.pushed()["ldap_transport_errors"][0].Tags.Map()["error"])
}

func TestForeignTargetsAreRefusedBeforeTheyAreDialled(t *testing.T) {
	user := newVirtualUser(t, nil, "10.1.0.0/16, 172.20.0.0/16")
	for _, options := range []string{
		`{url: 'ldaps://outside.example'}`,
		`{url: 'ldaps://8.8.8.8:636'}`,
		`{url: 'ldaps://lab.example', address: '192.0.2.7:636'}`,
		`{url: 'ldap://[2001:db8::1]'}`,
	} {
		code, message := user.refused(`ldap.connect(` + options + `)`)
		require.Equal(t, "forbidden", code, options)
		require.Contains(t, message, allowedVariable)
	}
	require.NoError(t, readAllowed(t, "172.20.0.0/16").check("lab", net.ParseIP("172.20.0.9")))
	require.NoError(t, readAllowed(t, "").check("here", net.ParseIP("::1")))
	_, err := readAllowedNetworks(func(string) (string, bool) { return "10.1", true })
	require.ErrorContains(t, err, `"10.1" is no network`)
}

func readAllowed(t *testing.T, text string) allowedNetworks {
	t.Helper()
	networks, err := readAllowedNetworks(func(string) (string, bool) { return text, true })
	require.NoError(t, err)
	return networks
}

func TestTransportErrorsAreThrownOrReturned(t *testing.T) {
	hangsUp := func(connection net.Conn, _ *ber.Packet) { _ = connection.Close() }
	server := startDirectory(t, nil, hangsUp)
	user := newVirtualUser(t, nil, "")
	code, _ := user.refused(fmt.Sprintf(`ldap.connect({url: 'ldap://%s'}).bind('a', 'b')`, server.address()))
	require.Equal(t, "transport", code)

	script := `ldap.connect({url: 'ldap://%s', transportErrors: 'return'}).bind('a', 'b')`
	told := user.run(fmt.Sprintf(script, server.address())).(map[string]any)
	require.Equal(t, false, told["ok"])
	require.EqualValues(t, -1, told["resultCode"])
	samples := user.pushed()
	require.Len(t, samples["ldap_transport_errors"], 2)
	require.Equal(t, "transport", samples["ldap_binds"][0].Tags.Map()["result_code"])
	require.InDelta(t, 1, samples["ldap_bind_failed"][0].Value, 0)
}

func TestSilenceAndNonsenseEndInTransportErrors(t *testing.T) {
	misbehaviours := map[string]func(net.Conn, *ber.Packet){
		"silence":  func(net.Conn, *ber.Packet) {},
		"nonsense": func(connection net.Conn, _ *ber.Packet) { _, _ = connection.Write([]byte("HTTP/1.1 400\r\n\r\n")) },
		"huge length": func(connection net.Conn, _ *ber.Packet) {
			_, _ = connection.Write([]byte{0x30, 0x84, 0x7f, 0xff, 0xff, 0xff})
		},
		"empty operation": func(connection net.Conn, message *ber.Packet) {
			send(connection, message.Children[0].Value.(int64), ber.Encode(ber.ClassApplication, ber.TypeConstructed, 1, nil, ""))
		},
	}
	for name, misbehaviour := range misbehaviours {
		t.Run(name, func(t *testing.T) {
			server := startDirectory(t, nil, misbehaviour)
			user := newVirtualUser(t, nil, "")
			code, _ := user.refused(fmt.Sprintf(
				`ldap.connect({url: 'ldap://%s', timeout: 200}).bind('a', 'b')`, server.address()))
			require.Equal(t, "transport", code)
		})
	}
	user := newVirtualUser(t, nil, "")
	code, message := user.refused(`ldap.connect({url: 'ldap://127.0.0.1:1'})`)
	require.Equal(t, "transport", code)
	require.Contains(t, message, "ldap://127.0.0.1:1")
}

func TestAVirtualUserThatEndsLeavesASilentServer(t *testing.T) {
	asked := make(chan struct{}, 1)
	server := startDirectory(t, nil, func(net.Conn, *ber.Packet) { asked <- struct{}{} })
	user := newVirtualUser(t, nil, "")
	go func() {
		<-asked
		user.runtime.CancelContext()
	}()
	code, _ := user.refused(fmt.Sprintf(`ldap.connect({url: 'ldap://%s', timeout: '1h'}).bind('a', 'b')`, server.address()))
	require.Equal(t, "transport", code)
}

func TestAConnectionOutlivesItsIteration(t *testing.T) {
	server := startDirectory(t, nil, nil)
	user := newVirtualUser(t, nil, "")
	first, end := context.WithCancel(context.Background())
	user.runtime.VU.CtxField = first
	user.run(fmt.Sprintf(`const c = ldap.connect({url: 'ldap://%s'}); c.bind('a', 'b')`, server.address()))
	end()
	user.runtime.VU.CtxField = context.Background()
	require.Equal(t, true, user.run(fmt.Sprintf(`c.bind('%s', '%s').ok`, goodName, goodWord)))
	require.Len(t, user.pushed()["ldap_binds"], 2)
}

func TestBadInputIsNamed(t *testing.T) {
	server := startDirectory(t, nil, nil)
	user := newVirtualUser(t, nil, "")
	user.run(fmt.Sprintf(`const c = ldap.connect({url: 'ldap://%s'})`, server.address()))
	for script, part := range map[string]string{
		`ldap.connect()`:                                                                "needs an object",
		`ldap.connect('ldap://127.0.0.1')`:                                              "must be an object",
		`ldap.connect({})`:                                                              "expected ldap://host:port",
		`ldap.connect({url: 'https://127.0.0.1'})`:                                      "expected ldap://host:port",
		`ldap.connect({url: 'ldap://a:b@127.0.0.1'})`:                                   "passwords go to bind()",
		`ldap.connect({url: 7})`:                                                        "url must be a string",
		`ldap.connect({url: 'ldap://127.0.0.1', adress: 'x:1'})`:                        `unknown option "adress"; known are url, address`,
		`ldap.connect({url: 'ldap://127.0.0.1', address: 'x'})`:                         "expected host:port",
		`ldap.connect({url: 'ldap://127.0.0.1', timeout: 0})`:                           "timeout must be",
		`ldap.connect({url: 'ldap://127.0.0.1', tags: {a: 1}})`:                         "tags must be an object of strings",
		`ldap.connect({url: 'ldap://127.0.0.1', transportErrors: 'x'})`:                 "must be one of throw, return",
		`c.bind('a', '')`:                                                               "empty password",
		`c.bind('a', 'b', {controls: [{}]})`:                                            "needs an oid",
		`c.bind('a', 'b', {controls: 'x'})`:                                             "controls must be an array",
		`c.search()`:                                                                    "needs an object",
		`c.search({filter: '(cn=*'})`:                                                   "is no filter (RFC 4515)",
		`c.search({scope: 'tree'})`:                                                     "scope must be one of base, one, sub",
		`c.search({sizeLimit: -1})`:                                                     "sizeLimit must be a whole number",
		`c.search({attributes: 'cn'})`:                                                  "attributes must be an array of strings",
		`ldap.connect({url: 'ldaps://` + server.address() + `', caCert: '/none'})`:      "caCert: neither PEM text nor a file",
		`ldap.connect({url: 'ldaps://` + server.address() + `', caCert: '-----BEGIN'})`: "holds no certificate",
	} {
		code, message := user.refused(script)
		require.Equal(t, "usage", code, script)
		require.Contains(t, message, part, script)
	}
}

func FuzzSubCode(f *testing.F) {
	f.Add(adMessage)
	f.Add("data fffffffff, data 0")
	f.Fuzz(func(t *testing.T, message string) {
		require.LessOrEqual(t, len(subCodeOf(message)), 8)
	})
}
