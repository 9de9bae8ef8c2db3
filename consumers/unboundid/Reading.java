package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.EntryValidator;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

final class Reading {
  private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";
  private static final String AND = "1.2.840.113556.1.4.803";

  private final Connections to;
  private final String base;

  Reading(Connections to) {
    this.to = to;
    this.base = to.domain.base();
  }

  void run() {
    check("the rootDSE, as RootDSE reads it", this::rootDse);
    check("the schema, strictly: every definition parses", this::schema);
    check("the schema knows AD's classes and attributes", this::definitions);
    check("entries conform to the schema that the domain gives", this::validate);
    check("nested groups: in-chain by member and by memberOf", this::inChain);
    check("bitwise filter on userAccountControl", this::bitwise);
    check("objectGUID and objectSid decode, and find the entry again", this::identifiers);
    check("tokenGroups of a user, in order of SIDs", this::tokenGroups);
    check("constructed attributes when asked for by name", this::constructed);
    check("the SDK's own filter matching agrees with the domain's", this::matching);
    check("entries go to LDIF and come back the same", this::ldif);
    check("search references lead to the other naming contexts", this::references);
    check("a base of a child domain: referral; of nowhere: referral; below nobody: noSuchObject", this::bases);
    check("the global catalog finds people in all domains, of the base \"\"", this::globalCatalog);
    check("more than 1,000 entries without paging: sizeLimitExceeded with 1,000", this::sizeLimit);
  }

  private void rootDse() throws Exception {
    try (LDAPConnection connection = to.tls()) {
      RootDSE root = connection.getRootDSE();
      equal(base, root.getAttributeValue("defaultNamingContext"));
      holds(List.of(root.getNamingContextDNs()).contains(base), "naming contexts lack " + base);
      equal("CN=Aggregate,CN=Schema,CN=Configuration," + base, root.getSubschemaSubentryDN());
      holds(root.supportsLDAPVersion(3) && root.supportsLDAPVersion(2), "LDAP versions");
      holds(root.supportsControl("1.2.840.113556.1.4.319"), "paged results");
      holds(root.supportsExtendedOperation("1.3.6.1.4.1.4203.1.11.3"), "whoami");
      holds(root.hasAttributeValue("supportedCapabilities", "1.2.840.113556.1.4.800"), "Active Directory");
      holds(root.getAttributeValueAsDate("currentTime") != null, "currentTime is no generalized time");
    }
  }

  private void schema() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      Schema schema = Schema.getSchema(connection, "", true);
      holds(schema.getAttributeTypes().size() > 200, schema.getAttributeTypes().size() + " attribute types");
      holds(schema.getObjectClasses().size() > 40, schema.getObjectClasses().size() + " object classes");
      List<String> loose = new ArrayList<>();
      for (AttributeTypeDefinition type : schema.getAttributeTypes()) {
        if (type.getSyntaxOID(schema) == null) loose.add(type.getNameOrOID());
      }
      for (ObjectClassDefinition type : schema.getObjectClasses()) {
        for (String name : type.getRequiredAttributes()) if (schema.getAttributeType(name) == null) loose.add(name);
        for (String name : type.getOptionalAttributes()) if (schema.getAttributeType(name) == null) loose.add(name);
        for (String name : type.getSuperiorClasses()) if (schema.getObjectClass(name) == null) loose.add(name);
      }
      holds(loose.isEmpty(), "without a definition: " + loose);
    }
  }

  private void definitions() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      Schema schema = connection.getSchema();
      equal("1.2.840.113556.1.4.221", schema.getAttributeType("sAMAccountName").getOID());
      holds(schema.getAttributeType("sAMAccountName").isSingleValued(), "sAMAccountName is single-valued");
      holds(!schema.getAttributeType("member").isSingleValued(), "member has many values");
      equal("1.2.840.113556.1.5.9", schema.getObjectClass("user").getOID());
      equal(List.of("organizationalPerson"), List.of(schema.getObjectClass("user").getSuperiorClasses()));
      holds(!schema.getDITContentRules().isEmpty(), "DIT content rules");
    }
  }

  private void validate() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      EntryValidator validator = new EntryValidator(connection.getSchema());
      validator.setCheckNameForms(false);
      validator.setCheckAttributeSyntax(false);
      SearchRequest request =
          new SearchRequest(base, SearchScope.SUB, Filter.create("(|(objectClass=group)(objectClass=organizationalUnit)(sAMAccountName=" + to.domain.person("staff").sam() + "))"), "*", "nTSecurityDescriptor");
      List<String> reasons = new ArrayList<>();
      for (SearchResultEntry entry : connection.search(request).getSearchEntries()) {
        List<String> invalid = new ArrayList<>();
        if (!validator.entryIsValid(entry, invalid)) reasons.add(entry.getDN() + ": " + invalid);
      }
      holds(reasons.isEmpty(), reasons.size() + " do not, such as " + (reasons.isEmpty() ? "" : reasons.get(0)));
    }
  }

  private void inChain() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      String outer = to.domain.get("group.outer");
      String staff = to.domain.person("staff").dn();
      Filter members = Filter.createExtensibleMatchFilter("memberOf", IN_CHAIN, false, outer);
      List<String> found = names(connection.search(base, SearchScope.SUB, members, "1.1"));
      holds(found.contains(staff), found.toString());
      Filter groups = Filter.createExtensibleMatchFilter("member", IN_CHAIN, false, staff);
      List<String> of = names(connection.search(base, SearchScope.SUB, groups, "1.1"));
      holds(of.contains(outer) && of.contains(to.domain.get("group.direct")), of.toString());
    }
  }

  private void bitwise() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      Filter disabled = Filter.createANDFilter(
          Filter.createEqualityFilter("objectCategory", "person"),
          Filter.createExtensibleMatchFilter("userAccountControl", AND, false, "2"));
      List<String> found = names(connection.search(base, SearchScope.SUB, disabled, "1.1"));
      holds(found.contains(to.domain.person("disabled").dn()), found.toString());
      holds(!found.contains(to.domain.person("staff").dn()), found.toString());
    }
  }

  private void identifiers() throws Exception {
    Domain.Person staff = to.domain.person("staff");
    try (LDAPConnection connection = to.administrator()) {
      Entry entry = connection.getEntry(staff.dn(), "objectGUID", "objectSid");
      byte[] guid = entry.getAttributeValueBytes("objectGUID");
      byte[] sid = entry.getAttributeValueBytes("objectSid");
      equal(16, guid.length);
      for (Filter filter : List.of(Filter.createEqualityFilter("objectGUID", guid), Filter.createEqualityFilter("objectSid", sid), Filter.createEqualityFilter("objectSid", text(sid)))) {
        SearchResult result = connection.search(base, SearchScope.SUB, filter, "1.1");
        equal(List.of(staff.dn()), names(result));
      }
      for (String name : List.of("<SID=" + text(sid) + ">", "<GUID=" + dashed(guid) + ">")) {
        SearchResult result = connection.search(name, SearchScope.BASE, "(objectClass=*)", "1.1");
        equal(List.of(staff.dn()), names(result));
      }
    }
  }

  private void tokenGroups() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      Entry entry = connection.getEntry(to.domain.person("staff").dn(), "tokenGroups");
      List<String> sids = new ArrayList<>();
      for (byte[] value : entry.getAttributeValueByteArrays("tokenGroups")) sids.add(text(value));
      byte[] outer = connection.getEntry(to.domain.get("group.outer"), "objectSid").getAttributeValueBytes("objectSid");
      holds(sids.contains(text(outer)), sids.toString());
      holds(sids.stream().anyMatch(sid -> sid.endsWith("-513")), "without Domain Users: " + sids);
    }
  }

  private void constructed() throws Exception {
    String[] names = {
      "createTimeStamp", "modifyTimeStamp", "canonicalName", "structuralObjectClass", "subSchemaSubEntry",
      "allowedAttributes", "allowedAttributesEffective", "msDS-User-Account-Control-Computed",
      "msDS-PrincipalName", "msDS-UserPasswordExpiryTimeComputed", "sDRightsEffective", "allowedChildClasses"};
    try (LDAPConnection connection = to.administrator()) {
      Entry entry = connection.getEntry(to.domain.person("staff").dn(), names);
      List<String> missing = new ArrayList<>();
      for (String name : names) if (!entry.hasAttribute(name) && !name.equals("allowedChildClasses")) missing.add(name);
      holds(missing.isEmpty(), "without " + missing);
      equal(to.domain.get("netbios") + "\\" + to.domain.person("staff").sam(), entry.getAttributeValue("msDS-PrincipalName"));
      holds(entry.getAttributeValueAsDate("createTimeStamp") != null, "createTimeStamp is no generalized time");
    }
  }

  private void matching() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      Schema schema = connection.getSchema();
      String sam = to.domain.person("staff").sam();
      for (String text : List.of("(sAMAccountName=%S)", "(&(objectCategory=*)(SAMACCOUNTNAME=%s))", "(userPrincipalName=%s*)", "(!(sAMAccountName=nobody))", "(uSNChanged>=1)")) {
        Filter filter = Filter.create(text.replace("%s", sam).replace("%S", sam.toUpperCase()));
        SearchResultEntry entry = connection.searchForEntry(to.domain.person("staff").dn(), SearchScope.BASE, filter);
        holds(entry != null, "the domain finds nothing with " + filter);
        holds(filter.matchesEntry(entry, schema), "the SDK finds nothing with " + filter);
      }
    }
  }

  private void ldif() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      for (SearchResultEntry entry : connection.search(base, SearchScope.ONE, "(objectClass=*)", "*", "+").getSearchEntries()) {
        equal(new Entry(entry.getDN(), entry.getAttributes()), LDIFReader.decodeEntry(entry.toLDIF()));
      }
    }
  }

  private void references() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      SearchResult result = connection.search(base, SearchScope.SUB, "(sAMAccountName=nobody)");
      List<String> bases = new ArrayList<>();
      result.getSearchReferences().forEach(each -> bases.addAll(List.of(each.getReferralURLs())));
      for (String url : bases) holds(new LDAPURL(url).baseDNProvided(), url);
      holds(bases.contains("ldap://" + to.domain.get("dns") + "/CN=Configuration," + base), bases.toString());
      SearchResult onlyLocal = connection.search(new SearchRequest(null, new com.unboundid.ldap.sdk.Control[] {new com.unboundid.ldap.sdk.Control("1.2.840.113556.1.4.1339")}, base, SearchScope.SUB, com.unboundid.ldap.sdk.DereferencePolicy.NEVER, 0, 0, false, Filter.create("(sAMAccountName=nobody)")));
      equal(0, onlyLocal.getReferenceCount());
    }
  }

  private void bases() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      for (String elsewhere : List.of(to.domain.get("child.base"), "DC=nowhere,DC=example")) {
        LDAPSearchException thrown = fails(LDAPSearchException.class, () -> connection.search(elsewhere, SearchScope.SUB, "(cn=*)"));
        equal(ResultCode.REFERRAL, thrown.getResultCode());
        LDAPURL url = new LDAPURL(thrown.getReferralURLs()[0]);
        equal(new DN(elsewhere), url.getBaseDN());
      }
      LDAPSearchException thrown = fails(LDAPSearchException.class, () -> connection.search("CN=nobody,CN=Users," + base, SearchScope.BASE, "(cn=*)"));
      equal(ResultCode.NO_SUCH_OBJECT, thrown.getResultCode());
      equal("CN=Users," + base, thrown.getMatchedDN());
    }
  }

  private void globalCatalog() throws Exception {
    try (LDAPConnection connection = to.tls("gcs")) {
      Domain.Person administrator = to.domain.person("administrator");
      connection.bind(administrator.upn(), administrator.password());
      List<String> found = names(connection.search("", SearchScope.SUB, "(sAMAccountName=Administrator)", "1.1"));
      holds(found.contains("CN=Administrator,CN=Users," + base), found.toString());
      holds(found.contains("CN=Administrator,CN=Users," + to.domain.get("child.base")), found.toString());
      Entry staff = connection.getEntry(to.domain.person("staff").dn());
      holds(staff.hasAttribute("userPrincipalName") && !staff.hasAttribute("badPwdCount"), "attributes of the partial set: " + staff);
    }
  }

  private void sizeLimit() throws Exception {
    try (LDAPConnection connection = to.administrator()) {
      LDAPSearchException thrown = fails(LDAPSearchException.class, () -> connection.search(base, SearchScope.SUB, "(objectClass=user)", "1.1"));
      equal(ResultCode.SIZE_LIMIT_EXCEEDED, thrown.getResultCode());
      equal(1000, thrown.getEntryCount());
    }
  }

  static List<String> names(SearchResult result) {
    return result.getSearchEntries().stream().map(SearchResultEntry::getDN).toList();
  }

  private static String dashed(byte[] guid) {
    ByteBuffer little = ByteBuffer.wrap(guid).order(ByteOrder.LITTLE_ENDIAN);
    long high = ((long) little.getInt() << 32) | ((little.getShort() & 0xffffL) << 16) | (little.getShort() & 0xffffL);
    return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
  }

  private static String text(byte[] sid) {
    ByteBuffer little = ByteBuffer.wrap(sid).order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder text = new StringBuilder("S-1-").append(sid[7]);
    for (int at = 8; at < sid.length; at += 4) text.append('-').append(Integer.toUnsignedLong(little.getInt(at)));
    return text.toString();
  }
}
