package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.directory.api.ldap.extras.extended.whoAmI.WhoAmIRequestImpl;
import org.apache.directory.api.ldap.extras.extended.whoAmI.WhoAmIResponse;
import org.apache.directory.api.ldap.model.exception.LdapAuthenticationException;
import org.apache.directory.ldap.client.api.LdapConnection;
import org.apache.directory.ldap.client.api.LdapConnectionPool;
import org.apache.directory.ldap.client.api.LdapNetworkConnection;
import org.apache.directory.ldap.client.template.LdapConnectionTemplate;
import org.apache.directory.ldap.client.template.exception.PasswordException;

final class Binding {
  private final Connections to;

  Binding(Connections to) {
    this.to = to;
  }

  void run() {
    check("LDAPS, bind, who am I", () -> identity(to.tls()));
    check("StartTLS, bind, who am I", () -> identity(to.startTls()));
    Map<String, String> states =
        new TreeMap<>(
            Map.of(
                "disabled", "533", "accountExpired", "701", "passwordExpired", "532",
                "mustChange", "773", "logonHours", "530", "workstation", "531"));
    states.forEach((role, code) ->
        check("an account that is " + role + ": data " + code, () -> refused(role, to.domain.person(role).password(), code)));
    check("a wrong password: data 52e", () -> refused("staff", "wrong", "52e"));
    check("a locked account: data 775", () -> {
      for (int wrong = 0; wrong < 5; wrong++) refused("lockable", "wrong", "52e");
      refused("lockable", to.domain.person("lockable").password(), "775");
    });
    check("a template over a pool authenticates", this::template);
  }

  private void identity(LdapNetworkConnection connection) throws Exception {
    try (connection) {
      Domain.Person staff = to.domain.person("staff");
      connection.bind(staff.dn(), staff.password());
      WhoAmIResponse me = (WhoAmIResponse) connection.extended(new WhoAmIRequestImpl());
      String name = new String(me.getAuthzId(), StandardCharsets.UTF_8);
      equal("u:" + to.domain.get("netbios") + "\\" + staff.sam(), name);
    }
  }

  private void refused(String role, String password, String code) throws Exception {
    try (LdapNetworkConnection connection = to.tls()) {
      LdapAuthenticationException thrown =
          fails(LdapAuthenticationException.class, () -> connection.bind(to.domain.person(role).dn(), password));
      holds(thrown.getMessage().contains(", data " + code + ", v"), thrown.getMessage());
    }
  }

  private void template() throws Exception {
    try (LdapConnectionPool pool = to.pool()) {
      LdapConnectionTemplate template = new LdapConnectionTemplate(pool);
      Domain.Person staff = to.domain.person("staff");
      template.authenticate(template.newDn(staff.dn()), staff.password().toCharArray());
      fails(PasswordException.class, () -> template.authenticate(template.newDn(staff.dn()), "wrong".toCharArray()));
      equal(staff.sam(), template.lookup(template.newDn(staff.dn()), entry -> entry.get("sAMAccountName").getString()));
      LdapConnection one = pool.getConnection();
      holds(one.isAuthenticated(), "a pooled connection is not authenticated");
      pool.releaseConnection(one);
    }
  }
}
