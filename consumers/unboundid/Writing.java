package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.PermissiveModifyRequestControl;
import com.unboundid.ldap.sdk.controls.SubtreeDeleteRequestControl;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import com.unboundid.util.SubtreeDeleter;
import com.unboundid.util.SubtreeDeleterResult;
import java.nio.charset.StandardCharsets;

final class Writing {
  private static final String PASSWORD = "Tr0ub4dor & 3 horses";
  private static final String ANOTHER = "c0rrect Battery stapl3";

  private final Connections to;
  private final String unit;

  Writing(Connections to) {
    this.to = to;
    this.unit = "OU=Written," + to.domain.base();
  }

  void run() {
    check("a unit, a user with a password, a group with the user in it", this::create);
    check("memberOf follows member", this::membership);
    check("the user changes the password: delete and add of unicodePwd", this::change);
    check("a change with a wrong old password: constraintViolation 00000056", this::wrongOld);
    check("a password against the policy: 0000052D", this::weak);
    check("a reset over a connection in clear is refused", this::inClear);
    check("the password modify extended operation is one AD has not", this::extended);
    check("modifyDN: renamed, and moved with its memberships", this::move);
    check("permissive modify: what is there already is no error", this::permissive);
    check("refusals: entryAlreadyExists, noSuchObject, attributeOrValueExists, objectClassViolation", this::refusals);
    check("compare", this::compare);
    check("a unit that is not empty: notAllowedOnNonLeaf", this::notEmpty);
    check("SubtreeDeleter takes a subtree away, paged", this::subtree);
    check("the tree delete control takes the rest away", this::tree);
  }

  private static byte[] unicode(String password) {
    return ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE);
  }

  private void create() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      administrator.add("dn: " + unit, "objectClass: organizationalUnit");
      com.unboundid.ldap.sdk.Entry user =
          new com.unboundid.ldap.sdk.Entry(
              "dn: CN=Wanda Written," + unit, "objectClass: top", "objectClass: person",
              "objectClass: organizationalPerson", "objectClass: user", "sAMAccountName: wanda",
              "userPrincipalName: wanda@" + to.domain.get("dns"), "givenName: Wanda", "sn: Wr\u00edtten",
              "userAccountControl: 512");
      user.addAttribute("unicodePwd", unicode(PASSWORD));
      administrator.add(user);
      administrator.add("dn: CN=Writers," + unit, "objectClass: group", "sAMAccountName: writers", "member: CN=Wanda Written," + unit);
    }
    signsIn(PASSWORD);
  }

  private void signsIn(String password) throws Exception {
    try (LDAPConnection connection = to.tls()) {
      connection.bind("wanda@" + to.domain.get("dns"), password);
    }
  }

  private void membership() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      equal("CN=Writers," + unit, administrator.getEntry("CN=Wanda Written," + unit, "memberOf").getAttributeValue("memberOf"));
      administrator.modify("dn: CN=Writers," + unit, "changetype: modify", "delete: member", "member: cn=wanda written," + unit);
      holds(!administrator.getEntry("CN=Wanda Written," + unit, "memberOf").hasAttribute("memberOf"), "still a member");
      administrator.modify("dn: CN=Writers," + unit, "changetype: modify", "add: member", "member: CN=Wanda Written," + unit);
    }
  }

  private ModifyRequest changing(String from, String into) {
    return new ModifyRequest(
        "CN=Wanda Written," + unit,
        new Modification(ModificationType.DELETE, "unicodePwd", unicode(from)),
        new Modification(ModificationType.ADD, "unicodePwd", unicode(into)));
  }

  private void change() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      // The domain's minimum age of passwords would forbid it today.
      String age = administrator.getEntry(to.domain.base(), "minPwdAge").getAttributeValue("minPwdAge");
      administrator.modify("dn: " + to.domain.base(), "changetype: modify", "replace: minPwdAge", "minPwdAge: 0");
      try (LDAPConnection wanda = to.tls()) {
        wanda.bind("wanda@" + to.domain.get("dns"), PASSWORD);
        wanda.modify(changing(PASSWORD, ANOTHER));
      } finally {
        administrator.modify("dn: " + to.domain.base(), "changetype: modify", "replace: minPwdAge", "minPwdAge: " + age);
      }
    }
    signsIn(ANOTHER);
  }

  private void refusedModify(String role, ModifyRequest request, ResultCode code, String begins) throws Exception {
    try (LDAPConnection connection = to.as(role)) {
      LDAPException thrown = fails(LDAPException.class, () -> connection.modify(request));
      equal(code, thrown.getResultCode());
      holds(String.valueOf(thrown.getDiagnosticMessage()).startsWith(begins), thrown.getDiagnosticMessage());
    }
  }

  private void wrongOld() throws Exception {
    refusedModify("administrator", changing("not it at all 1", "An0ther one here"), ResultCode.CONSTRAINT_VIOLATION, "00000056: AtrErr: ");
  }

  private void weak() throws Exception {
    ModifyRequest reset = new ModifyRequest("CN=Wanda Written," + unit, new Modification(ModificationType.REPLACE, "unicodePwd", unicode("abc")));
    try (LDAPConnection connection = to.administrator()) {
      LDAPException thrown = fails(LDAPException.class, () -> connection.modify(reset));
      holds(String.valueOf(thrown.getDiagnosticMessage()).startsWith("0000052D: "), thrown.getDiagnosticMessage());
    }
  }

  private void inClear() throws Exception {
    Domain.Person administrator = to.domain.person("administrator");
    try (LDAPConnection connection = to.plain()) {
      connection.bind(administrator.upn(), administrator.password());
      LDAPException thrown = fails(LDAPException.class, () -> connection.modify("CN=Wanda Written," + unit, new Modification(ModificationType.REPLACE, "unicodePwd", unicode(PASSWORD))));
      equal(ResultCode.UNWILLING_TO_PERFORM, thrown.getResultCode());
      holds(thrown.getDiagnosticMessage().startsWith("0000001F: "), thrown.getDiagnosticMessage());
    }
  }

  private void extended() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      ExtendedResult result = connection.processExtendedOperation(new PasswordModifyExtendedRequest("CN=Wanda Written," + unit, ANOTHER, PASSWORD));
      equal(ResultCode.PROTOCOL_ERROR, result.getResultCode());
    }
  }

  private void move() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      administrator.add("dn: OU=Inner," + unit, "objectClass: organizationalUnit");
      administrator.modifyDN("CN=Wanda Written," + unit, "CN=Wanda Moved", true, "OU=Inner," + unit);
      equal("CN=Wanda Moved,OU=Inner," + unit, administrator.getEntry("CN=Writers," + unit, "member").getAttributeValue("member"));
      com.unboundid.ldap.sdk.Entry moved = administrator.getEntry("CN=Wanda Moved,OU=Inner," + unit, "cn", "name", "distinguishedName");
      equal("Wanda Moved", moved.getAttributeValue("name"));
      equal(moved.getDN(), moved.getAttributeValue("distinguishedName"));
    }
    signsIn(ANOTHER);
  }

  private void permissive() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      ModifyRequest request = new ModifyRequest("CN=Writers," + unit, new Modification(ModificationType.ADD, "member", "CN=Wanda Moved,OU=Inner," + unit));
      LDAPException thrown = fails(LDAPException.class, () -> administrator.modify(request));
      equal(ResultCode.ENTRY_ALREADY_EXISTS, thrown.getResultCode());
      request.addControl(new PermissiveModifyRequestControl());
      equal(ResultCode.SUCCESS, administrator.modify(request).getResultCode());
    }
  }

  private static void refused(ResultCode code, Checks.Step step) throws Exception {
    equal(code, fails(LDAPException.class, step).getResultCode());
  }

  private void refusals() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      String writers = "CN=Writers," + unit;
      refused(ResultCode.ENTRY_ALREADY_EXISTS, () -> administrator.add("dn: " + unit, "objectClass: organizationalUnit"));
      refused(ResultCode.NO_SUCH_OBJECT, () -> administrator.add("dn: CN=x,OU=Nowhere," + unit, "objectClass: contact"));
      refused(ResultCode.NO_SUCH_OBJECT, () -> administrator.delete("CN=Nobody," + unit));
      refused(ResultCode.NO_SUCH_ATTRIBUTE, () -> administrator.modify(writers, new Modification(ModificationType.DELETE, "description", "nothing")));
      refused(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS, () -> administrator.modify(writers, new Modification(ModificationType.ADD, "sAMAccountName", "twice")));
      refused(ResultCode.OBJECT_CLASS_VIOLATION, () -> administrator.modify(writers, new Modification(ModificationType.ADD, "givenName", "Grace")));
      refused(ResultCode.NO_SUCH_ATTRIBUTE, () -> administrator.modify(writers, new Modification(ModificationType.ADD, "noSuchThing", "x")));
      refused(ResultCode.UNWILLING_TO_PERFORM, () -> administrator.modify(writers, new Modification(ModificationType.REPLACE, "objectSid", "x")));
      refused(ResultCode.UNWILLING_TO_PERFORM, () -> administrator.modify("CN=Wanda Moved,OU=Inner," + unit, new Modification(ModificationType.REPLACE, "memberOf", writers)));
    }
    try (LDAPConnection staff = to.as("staff")) {
      refused(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, () -> staff.delete("CN=Writers," + unit));
    }
  }

  private void compare() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      holds(administrator.compare("CN=Writers," + unit, "sAMAccountName", "WRITERS").compareMatched(), "did not match");
      holds(!administrator.compare("CN=Writers," + unit, "sAMAccountName", "readers").compareMatched(), "matched");
    }
  }

  private void notEmpty() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      refused(ResultCode.NOT_ALLOWED_ON_NONLEAF, () -> administrator.delete(unit));
    }
  }

  private void subtree() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      for (int n = 0; n < 25; n++) administrator.add("dn: CN=c" + n + ",OU=Inner," + unit, "objectClass: contact");
      SubtreeDeleter deleter = new SubtreeDeleter();
      deleter.setSimplePagedResultsPageSize(10);
      SubtreeDeleterResult result = deleter.delete(administrator, "OU=Inner," + unit);
      holds(result.completelySuccessful(), result.toString());
      equal(27L, result.getEntriesDeleted());
    }
  }

  private void tree() throws Exception {
    try (LDAPConnection administrator = to.administrator()) {
      administrator.delete(new DeleteRequest(unit, new Control[] {new SubtreeDeleteRequestControl()}));
      equal(null, administrator.getEntry(unit));
    }
  }
}
