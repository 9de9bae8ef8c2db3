package ldap

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/stretchr/testify/require"
)

const (
	adMessage = "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52E, v4563"
	goodName  = "ada@contoso.com"
	goodWord  = "correct horse"
)

// directory is a server of a few LDAP messages, enough to answer or to misbehave.
type directory struct {
	listener net.Listener
	mutex    sync.Mutex
	controls []string
	// answer replaces the usual answers.
	answer func(connection net.Conn, message *ber.Packet)
}

func startDirectory(t *testing.T, settings *tls.Config, answer func(net.Conn, *ber.Packet)) *directory {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	if settings != nil {
		listener = tls.NewListener(listener, settings)
	}
	server := &directory{listener: listener, answer: answer}
	t.Cleanup(func() { _ = listener.Close() })
	go server.accept()
	return server
}

func (d *directory) address() string { return d.listener.Addr().String() }

func (d *directory) accept() {
	for {
		connection, err := d.listener.Accept()
		if err != nil {
			return
		}
		go d.serve(connection)
	}
}

func (d *directory) serve(connection net.Conn) {
	defer func() { _ = connection.Close() }()
	reader := bufio.NewReader(connection)
	for {
		message, err := ber.ReadPacket(reader)
		if err != nil {
			return
		}
		if d.answer != nil {
			d.answer(connection, message)
			continue
		}
		d.usual(connection, message)
	}
}

func (d *directory) usual(connection net.Conn, message *ber.Packet) {
	id, request := message.Children[0].Value.(int64), message.Children[1]
	switch request.Tag {
	case 0:
		d.noteControls(message)
		name, password := request.Children[1].Value.(string), request.Children[2].Data.String()
		if name == goodName && password == goodWord {
			send(connection, id, result(1, 0, ""))
		} else {
			send(connection, id, result(1, 49, adMessage))
		}
	case 3:
		send(connection, id, entry("CN=Ada,DC=contoso", "cn", "Ada", "Lovelace"))
		send(connection, id, entry("CN=Bob,DC=contoso", "objectGUID", "\xff\x00\x01"))
		send(connection, id, result(5, limitResult(request), ""))
	}
}

func (d *directory) noteControls(message *ber.Packet) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if len(message.Children) < 3 {
		return
	}
	for _, control := range message.Children[2].Children {
		last := control.Children[len(control.Children)-1]
		d.controls = append(d.controls, control.Children[0].Value.(string)+"="+last.Value.(string))
	}
}

func limitResult(request *ber.Packet) int64 {
	if limit, _ := request.Children[3].Value.(int64); limit == 1 {
		return 4
	}
	return 0
}

func send(connection net.Conn, id int64, operation *ber.Packet) {
	message := ber.NewSequence("LDAPMessage")
	message.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, "messageID"))
	message.AppendChild(operation)
	_, _ = connection.Write(message.Bytes())
}

func result(tag ber.Tag, code int64, text string) *ber.Packet {
	packet := ber.Encode(ber.ClassApplication, ber.TypeConstructed, tag, nil, "result")
	packet.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, code, "resultCode"))
	packet.AppendChild(octets(""))
	packet.AppendChild(octets(text))
	return packet
}

func entry(dn, attribute string, values ...string) *ber.Packet {
	packet := ber.Encode(ber.ClassApplication, ber.TypeConstructed, 4, nil, "entry")
	packet.AppendChild(octets(dn))
	attributes, one := ber.NewSequence("attributes"), ber.NewSequence("attribute")
	one.AppendChild(octets(attribute))
	set := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSet, nil, "values")
	for _, value := range values {
		set.AppendChild(octets(value))
	}
	one.AppendChild(set)
	attributes.AppendChild(one)
	packet.AppendChild(attributes)
	return packet
}

func octets(text string) *ber.Packet {
	return ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, text, "")
}

// selfSigned gives a server's TLS settings for a name, and the certificate in PEM.
func selfSigned(t *testing.T, name string) (*tls.Config, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: key}}}, string(text)
}
