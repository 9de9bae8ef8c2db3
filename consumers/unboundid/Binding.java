package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import java.util.Map;
import java.util.TreeMap;

final class Binding {
  private static final Map<String, String> STATES =
      new TreeMap<>(
          Map.of(
              "disabled", "533",
              "accountExpired", "701",
              "passwordExpired", "532",
              "mustChange", "773",
              "logonHours", "530",
              "workstation", "531"));

  private final Connections to;

  Binding(Connections to) {
    this.to = to;
  }

  void run() {
    Domain.Person staff = to.domain.person("staff");
    check("LDAPS, bind by UPN", () -> identity(to.tls(), staff.upn(), staff));
    check("StartTLS, bind by DN", () -> identity(to.startTls(), staff.dn(), staff));
    check("LDAP, bind by DOMAIN\\sam", () -> identity(to.plain(), to.domain.get("netbios") + "\\" + staff.sam(), staff));
    check("bind by the implicit UPN", () -> identity(to.tls(), staff.sam() + "@" + to.domain.get("dns"), staff));
    check("a wrong password: 49, data 52e", () -> refused(staff.upn(), staff.password() + "x", "52e"));
    STATES.forEach(this::state);
    check("a disabled account with a wrong password: data 52e", () -> {
      Domain.Person disabled = to.domain.person("disabled");
      refused(disabled.upn(), disabled.password() + "x", "52e");
    });
    check("a name without a password is refused by the SDK, anonymous to the domain", this::nameAlone);
    check("a search before a bind: operationsError, 000004DC", this::unbound);
    check("the lockout: after wrong passwords also the right one gives data 775", this::lockout);
    check("a failed bind leaves the connection anonymous", this::failedBind);
  }

  private void state(String role, String code) {
    check("an account that is " + role + ": 49, data " + code, () -> {
      Domain.Person person = to.domain.person(role);
      refused(person.upn(), person.password(), code);
    });
  }

  private void identity(LDAPConnection connection, String name, Domain.Person person) throws Exception {
    try (connection) {
      connection.bind(name, person.password());
      WhoAmIExtendedResult me =
          (WhoAmIExtendedResult) connection.processExtendedOperation(new WhoAmIExtendedRequest());
      equal("u:" + to.domain.get("netbios") + "\\" + person.sam(), me.getAuthorizationID());
    }
  }

  private void refused(String name, String password, String code) throws Exception {
    try (LDAPConnection connection = to.tls()) {
      LDAPBindException thrown = fails(LDAPBindException.class, () -> connection.bind(name, password));
      equal(ResultCode.INVALID_CREDENTIALS, thrown.getResultCode());
      String said = String.valueOf(thrown.getDiagnosticMessage());
      holds(said.matches("(?s)80090308: LdapErr: DSID-[0-9A-F]{8}, comment: AcceptSecurityContext error, data " + code + ", v[0-9a-f]+\0?"), said);
    }
  }

  private void nameAlone() throws Exception {
    try (LDAPConnection connection = to.tls()) {
      SimpleBindRequest request = new SimpleBindRequest(to.domain.person("staff").dn(), "");
      LDAPException refusal = fails(LDAPException.class, () -> connection.bind(request));
      equal(ResultCode.PARAM_ERROR, refusal.getResultCode());
      connection.getConnectionOptions().setBindWithDNRequiresPassword(false);
      connection.bind(request);
      WhoAmIExtendedResult me =
          (WhoAmIExtendedResult) connection.processExtendedOperation(new WhoAmIExtendedRequest());
      equal("", me.getAuthorizationID());
    }
  }

  private void unbound() throws Exception {
    try (LDAPConnection connection = to.tls()) {
      LDAPSearchException thrown =
          fails(LDAPSearchException.class, () -> connection.search(to.domain.base(), SearchScope.SUB, "(cn=*)"));
      equal(ResultCode.OPERATIONS_ERROR, thrown.getResultCode());
      holds(thrown.getDiagnosticMessage().startsWith("000004DC: LdapErr: "), thrown.getDiagnosticMessage());
    }
  }

  private void lockout() throws Exception {
    Domain.Person person = to.domain.person("lockable");
    int threshold;
    try (LDAPConnection administrator = to.administrator()) {
      threshold = administrator.getEntry(to.domain.base(), "lockoutThreshold").getAttributeValueAsInteger("lockoutThreshold");
    }
    for (int wrong = 0; wrong < threshold; wrong++) refused(person.upn(), "wrong " + wrong, "52e");
    refused(person.upn(), person.password(), "775");
    try (LDAPConnection administrator = to.administrator()) {
      administrator.modify("dn: " + person.dn(), "changetype: modify", "replace: lockoutTime", "lockoutTime: 0");
    }
    identity(to.tls(), person.upn(), person);
  }

  private void failedBind() throws Exception {
    Domain.Person staff = to.domain.person("staff");
    try (LDAPConnection connection = to.as("staff")) {
      fails(LDAPBindException.class, () -> connection.bind(staff.upn(), "wrong"));
      LDAPSearchException thrown =
          fails(LDAPSearchException.class, () -> connection.search(to.domain.base(), SearchScope.BASE, "(objectClass=*)"));
      equal(ResultCode.OPERATIONS_ERROR, thrown.getResultCode());
      connection.bind(staff.upn(), staff.password());
    }
  }
}
