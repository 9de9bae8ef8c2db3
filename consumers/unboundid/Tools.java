package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.holds;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.unboundidds.Launcher;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command-line tools of the SDK, by their own launcher. */
final class Tools {
  private final Connections to;
  private final List<String> administrator;

  Tools(Connections to) throws Exception {
    this.to = to;
    Path trust = TrustStore.write(Path.of(to.domain.get("trustFile")), to.domain.folder().resolve("trust.p12"));
    Path password = Files.writeString(to.domain.folder().resolve("password"), to.domain.person("administrator").password());
    this.administrator =
        List.of(
            "--hostname", to.domain.host(), "--port", to.domain.get("ldaps.port"), "--useSSL",
            "--trustStorePath", trust.toString(), "--trustStorePassword", TrustStore.PASSWORD,
            "--bindDN", to.domain.person("administrator").dn(), "--bindPasswordFile", password.toString());
  }

  void run() {
    String base = to.domain.base();
    String staff = to.domain.person("staff").sam();
    check("ldapsearch, paged, in LDIF", () -> {
      String found = tool("ldapsearch", "--baseDN", base, "--simplePageSize", "500", "(objectClass=user)", "sAMAccountName");
      long entries = found.lines().filter(line -> line.startsWith("dn:")).count();
      holds(entries > 3000, entries + " entries");
    });
    check("ldapsearch --outputFormat json, sorted, with --sortOrder", () -> {
      String found = tool("ldapsearch", "--baseDN", base, "--sortOrder", "+sn", "--outputFormat", "JSON", "(sAMAccountName=" + staff + ")");
      holds(found.contains("\"" + staff + "\""), found);
    });
    check("ldapmodify adds, modifies, renames and deletes from LDIF", this::modify);
    check("ldapcompare", () -> {
      String said = tool("ldapcompare", "sAMAccountName:" + staff, to.domain.person("staff").dn());
      holds(said.contains("matched"), said);
    });
    check("ldappasswordmodify finds Active Directory's way by itself", this::password);
    check("ldap-diff of the domain with itself finds nothing", this::difference);
    check("ldapdelete with --searchFilter and client-side subtree", this::delete);
    check("searchrate, modrate and authrate, a second each, without an error", this::rates);
    check("identify-references-to-missing-entries: every link leads somewhere", () -> {
      String said = tool("identify-references-to-missing-entries", "--baseDN", base, "--attribute", "member", "--attribute", "manager", "--simplePageSize", "500");
      holds(said.contains("No references were found"), said);
    });
    check("identify-unique-attribute-conflicts: SAM names are unique", () -> {
      String said = tool("identify-unique-attribute-conflicts", "--baseDN", base, "--attribute", "sAMAccountName", "--simplePageSize", "500");
      holds(said.contains("No unique attribute conflicts were found"), said);
    });
    check("dump-dns", () -> {
      Path file = to.domain.folder().resolve("dns");
      tool("ldapsearch", "--baseDN", to.domain.get("unit"), "--simplePageSize", "500", "--outputFormat", "DNs-only", "--outputFile", file.toString(), "(objectClass=*)", "1.1");
      holds(Files.readAllLines(file).size() > 3000, Files.readAllLines(file).size() + " names");
    });
  }

  private String tool(String name, String... rest) throws Exception {
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(administrator);
    line.addAll(List.of(rest));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ResultCode code = Launcher.main(said, said, line.toArray(String[]::new));
    String text = said.toString();
    if (code != ResultCode.SUCCESS && code != ResultCode.COMPARE_TRUE) throw new IllegalStateException(code + ": " + text.substring(Math.max(0, text.length() - 900)));
    return text;
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(to.domain.folder().resolve(name), text);
  }

  private void modify() throws Exception {
    String unit = "OU=Tools," + to.domain.base();
    StringBuilder ldif = new StringBuilder("dn: " + unit + "\nchangetype: add\nobjectClass: organizationalUnit\n\n");
    for (int n = 0; n < 5; n++) {
      ldif.append("dn: CN=t").append(n).append(",").append(unit).append("\nchangetype: add\nobjectClass: user\nsAMAccountName: t").append(n).append("\n\n");
    }
    ldif.append("dn: CN=t0,").append(unit).append("\nchangetype: modify\nreplace: description\ndescription:: w6l0w6k=\n-\nadd: telephoneNumber\ntelephoneNumber: 1\n\n");
    ldif.append("dn: CN=t1,").append(unit).append("\nchangetype: moddn\nnewrdn: CN=t one\ndeleteoldrdn: 1\n\n");
    ldif.append("dn: CN=t2,").append(unit).append("\nchangetype: delete\n");
    tool("ldapmodify", "--ldifFile", file("changes.ldif", ldif.toString()).toString());
    try (LDAPConnection connection = to.administrator()) {
      equal("\u00e9t\u00e9", connection.getEntry("CN=t0," + unit).getAttributeValue("description"));
      holds(connection.getEntry("CN=t one," + unit) != null && connection.getEntry("CN=t2," + unit) == null, "not all was done");
    }
  }

  private void password() throws Exception {
    String dn = "CN=t0,OU=Tools," + to.domain.base();
    tool("ldappasswordmodify", "--userIdentity", dn, "--newPassword", "Gr4ss is green");
    try (LDAPConnection administrator = to.administrator(); LDAPConnection user = to.tls()) {
      administrator.modify("dn: " + dn, "changetype: modify", "replace: userAccountControl", "userAccountControl: 512");
      user.bind(dn, "Gr4ss is green");
    }
  }

  private void difference() throws Exception {
    List<String> line = new ArrayList<>(List.of("ldap-diff", "--baseDN", "OU=Tools," + to.domain.base(), "--outputLDIF", to.domain.folder().resolve("difference.ldif").toString()));
    for (String side : List.of("source", "target")) {
      for (int at = 0; at < administrator.size(); at++) {
        String word = administrator.get(at);
        line.add(word.startsWith("--") ? "--" + side + Character.toUpperCase(word.charAt(2)) + word.substring(3) : word);
      }
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ResultCode code = Launcher.main(said, said, line.toArray(String[]::new));
    equal("0 (success)", code + (code == ResultCode.SUCCESS ? "" : ": " + said));
  }

  private void delete() throws Exception {
    String unit = "OU=Tools," + to.domain.base();
    tool("ldapdelete", "--deleteEntriesMatchingFilter", "(&(sAMAccountName=t3)(objectClass=user))", "--searchBaseDN", unit, "--searchPageSize", "10");
    tool("ldapdelete", "--clientSideSubtreeDelete", "--neverRetry", unit);
    try (LDAPConnection connection = to.administrator()) {
      equal(null, connection.getEntry(unit));
    }
  }

  private void rates() throws Exception {
    String base = to.domain.base();
    String staff = to.domain.person("staff").sam();
    List<String> limits = List.of("--numThreads", "2", "--intervalDuration", "1", "--numIntervals", "1");
    rate(3, limits, "searchrate", "--baseDN", base, "--scope", "sub", "--filter", "(sAMAccountName=" + staff + ")");
    rate(2, limits, "modrate", "--entryDN", to.domain.person("staff").dn(), "--attribute", "description", "--valueLength", "8");
    rate(2, limits, "authrate", "--baseDN", base, "--scope", "sub", "--filter", "(sAMAccountName=" + staff + ")", "--credentials", to.domain.person("staff").password());
  }

  /** The last line has the rate first, and the errors each second in some column. */
  private void rate(int errors, List<String> limits, String name, String... rest) throws Exception {
    List<String> line = new ArrayList<>(List.of(rest));
    line.addAll(limits);
    String said = tool(name, line.toArray(String[]::new));
    String[] numbers = said.strip().lines().reduce((one, other) -> other).orElse("").strip().split("\\s+");
    holds(Double.parseDouble(numbers[0].replace(",", "")) > 0, said);
    holds(Double.parseDouble(numbers[errors].replace(",", "")) == 0, said);
  }
}
