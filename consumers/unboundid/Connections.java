package consumer;

import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;

/** The ways to reach the domain, each with the name in the certificate checked. */
final class Connections {
  final Domain domain;

  Connections(Domain domain) {
    this.domain = domain;
  }

  LDAPConnectionOptions options() {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    options.setResponseTimeoutMillis(30_000);
    return options;
  }

  LDAPConnection plain() throws Exception {
    return new LDAPConnection(options(), domain.host(), domain.port("ldap"));
  }

  LDAPConnection tls() throws Exception {
    return tls("ldaps");
  }

  LDAPConnection tls(String service) throws Exception {
    return new LDAPConnection(
        domain.trusting().getSocketFactory(), options(), domain.host(), domain.port(service));
  }

  LDAPConnection startTls() throws Exception {
    LDAPConnection connection = plain();
    ExtendedResult result =
        connection.processExtendedOperation(new StartTLSExtendedRequest(domain.trusting()));
    Checks.equal(ResultCode.SUCCESS, result.getResultCode());
    return connection;
  }

  LDAPConnection as(String role) throws Exception {
    LDAPConnection connection = tls();
    Domain.Person person = domain.person(role);
    connection.bind(person.upn(), person.password());
    return connection;
  }

  LDAPConnection administrator() throws Exception {
    return as("administrator");
  }
}
