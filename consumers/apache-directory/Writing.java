package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;

import java.nio.charset.StandardCharsets;
import org.apache.directory.api.ldap.extras.controls.ad.TreeDeleteImpl;
import org.apache.directory.api.ldap.extras.controls.permissiveModify.PermissiveModifyImpl;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapContextNotEmptyException;
import org.apache.directory.api.ldap.model.exception.LdapEntryAlreadyExistsException;
import org.apache.directory.api.ldap.model.exception.LdapNoPermissionException;
import org.apache.directory.api.ldap.model.exception.LdapUnwillingToPerformException;
import org.apache.directory.api.ldap.model.message.DeleteRequest;
import org.apache.directory.api.ldap.model.message.DeleteRequestImpl;
import org.apache.directory.api.ldap.model.message.ModifyRequest;
import org.apache.directory.api.ldap.model.message.ModifyRequestImpl;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.ldap.client.api.LdapNetworkConnection;

final class Writing {
  private final Connections to;
  private final String unit;
  private final String user;

  Writing(Connections to) {
    this.to = to;
    this.unit = "OU=Apache," + to.domain.base();
    this.user = "CN=Anton Apache," + unit;
  }

  void run() {
    check("a user is added with a password, and signs in", this::create);
    check("the password is reset; a weak one is LdapUnwillingToPerformException", this::reset);
    check("refusals are the API's exceptions", this::refusals);
    check("permissive modify", this::permissive);
    check("rename, move, compare", this::move);
    check("delete with the tree delete control", this::deleteTree);
  }

  private static byte[] quoted(String password) {
    return ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE);
  }

  private void create() throws Exception {
    try (LdapNetworkConnection administrator = to.administrator()) {
      administrator.add(new DefaultEntry(unit, "objectClass: organizationalUnit"));
      Entry entry = new DefaultEntry(user, "objectClass: top", "objectClass: person", "objectClass: organizationalPerson", "objectClass: user", "sAMAccountName: anton", "userAccountControl: 512");
      entry.add("unicodePwd", quoted("F1rst of all passwords"));
      administrator.add(entry);
    }
    signsIn("F1rst of all passwords");
  }

  private void signsIn(String password) throws Exception {
    try (LdapNetworkConnection connection = to.tls()) {
      connection.bind(user, password);
    }
  }

  private static ModifyRequest replacing(String dn, String attribute, byte[] value) throws Exception {
    ModifyRequest request = new ModifyRequestImpl();
    request.setName(new Dn(dn));
    request.replace(attribute, value);
    return request;
  }

  private void reset() throws Exception {
    try (LdapNetworkConnection administrator = to.administrator()) {
      equal(ResultCodeEnum.SUCCESS, administrator.modify(replacing(user, "unicodePwd", quoted("S3cond of all passwords"))).getLdapResult().getResultCode());
      fails(LdapUnwillingToPerformException.class, () -> administrator.modify(new Dn(user), new DefaultModification(ModificationOperation.REPLACE_ATTRIBUTE, "unicodePwd", quoted("weak"))));
    }
    signsIn("S3cond of all passwords");
  }

  private void refusals() throws Exception {
    try (LdapNetworkConnection administrator = to.administrator(); LdapNetworkConnection staff = to.as("staff")) {
      fails(LdapEntryAlreadyExistsException.class, () -> administrator.add(new DefaultEntry(unit, "objectClass: organizationalUnit")));
      fails(LdapContextNotEmptyException.class, () -> administrator.delete(unit));
      fails(LdapNoPermissionException.class, () -> staff.delete(user));
    }
  }

  private void permissive() throws Exception {
    try (LdapNetworkConnection administrator = to.administrator()) {
      ModifyRequest request = new ModifyRequestImpl();
      request.setName(new Dn(to.domain.get("group.direct")));
      request.add("member", to.domain.person("staff").dn());
      equal(ResultCodeEnum.ENTRY_ALREADY_EXISTS, administrator.modify(request).getLdapResult().getResultCode());
      ModifyRequest again = new ModifyRequestImpl();
      again.setName(request.getName());
      again.add("member", to.domain.person("staff").dn());
      again.addControl(new PermissiveModifyImpl());
      equal(ResultCodeEnum.SUCCESS, administrator.modify(again).getLdapResult().getResultCode());
    }
  }

  private void move() throws Exception {
    try (LdapNetworkConnection administrator = to.administrator()) {
      administrator.moveAndRename(user, "CN=Anton Elsewhere," + to.domain.get("unit"));
      equal(true, administrator.compare("CN=Anton Elsewhere," + to.domain.get("unit"), "sAMAccountName", "ANTON"));
      administrator.moveAndRename("CN=Anton Elsewhere," + to.domain.get("unit"), user);
    }
  }

  private void deleteTree() throws Exception {
    try (LdapNetworkConnection administrator = to.administrator()) {
      DeleteRequest request = new DeleteRequestImpl();
      request.setName(new Dn(unit));
      request.addControl(new TreeDeleteImpl());
      equal(ResultCodeEnum.SUCCESS, administrator.delete(request).getLdapResult().getResultCode());
      equal(null, administrator.lookup(unit));
    }
  }
}
