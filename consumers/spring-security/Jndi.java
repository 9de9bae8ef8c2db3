package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.AuthenticationException;
import javax.naming.Binding;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.ReferralException;
import javax.naming.directory.Attributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.Control;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.PagedResultsControl;
import javax.naming.ldap.PagedResultsResponseControl;
import javax.naming.ldap.SortControl;
import javax.naming.ldap.SortResponseControl;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;

/** Java's own LDAP provider. */
final class Jndi {
  private final Domain domain;

  Jndi(Domain domain) {
    this.domain = domain;
  }

  void run() {
    check("JNDI: StartTLS on a connection, then a bind", this::startTls);
    check("JNDI: a failed bind says the sub-code", this::failed);
    check("JNDI: the schema as JNDI parses it", this::schema);
    check("JNDI: sorted pages", this::sortedPages);
    check("JNDI: referrals: ignored, thrown", this::referrals);
    check("JNDI: its connection pool, ten threads", this::pool);
    check("JNDI: rename into another unit keeps the entry", this::rename);
    check("JNDI: names with special characters list and look up", this::names);
  }

  private Hashtable<String, Object> environment(String scheme, String role) {
    Hashtable<String, Object> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, domain.get(scheme + ".url"));
    if (role != null) {
      environment.put(Context.SECURITY_AUTHENTICATION, "simple");
      environment.put(Context.SECURITY_PRINCIPAL, domain.person(role).upn());
      environment.put(Context.SECURITY_CREDENTIALS, domain.person(role).password());
    }
    return environment;
  }

  private InitialLdapContext administrator() throws NamingException {
    return new InitialLdapContext(environment("ldaps", "administrator"), null);
  }

  private static SearchControls subtree(String... attributes) {
    return new SearchControls(SearchControls.SUBTREE_SCOPE, 0, 0, attributes, false, false);
  }

  private void startTls() throws Exception {
    InitialLdapContext context = new InitialLdapContext(environment("ldap", null), null);
    StartTlsResponse tls = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
    tls.negotiate();
    Domain.Person staff = domain.person("staff");
    context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
    context.addToEnvironment(Context.SECURITY_PRINCIPAL, staff.upn());
    context.addToEnvironment(Context.SECURITY_CREDENTIALS, staff.password());
    context.reconnect(null);
    Attributes found = context.getAttributes(staff.dn(), new String[] {"sAMAccountName"});
    equal(staff.sam(), found.get("sAMAccountName").get());
    tls.close();
    context.close();
  }

  private void failed() throws Exception {
    AuthenticationException thrown =
        fails(AuthenticationException.class, () -> new InitialLdapContext(environment("ldaps", "disabled"), null));
    holds(thrown.getMessage().startsWith("[LDAP: error code 49 - 80090308: LdapErr: DSID-"), thrown.getMessage());
    holds(thrown.getMessage().contains(", data 533, v"), thrown.getMessage());
  }

  private void schema() throws Exception {
    InitialLdapContext context = administrator();
    DirContext schema = context.getSchema("");
    Attributes user = schema.getAttributes("ClassDefinition/user");
    equal("organizationalPerson", user.get("SUP").get());
    Attributes sam = schema.getAttributes("AttributeDefinition/sAMAccountName");
    equal("1.2.840.113556.1.4.221", sam.get("NUMERICOID").get());
    equal("true", String.valueOf(sam.get("SINGLE-VALUE").get()));
    int count = 0;
    NamingEnumeration<Binding> all = schema.listBindings("AttributeDefinition");
    while (all.hasMore()) {
      Attributes each = ((DirContext) all.next().getObject()).getAttributes("");
      holds(each.get("NAME") != null && each.get("SYNTAX") != null, each.toString());
      count++;
    }
    holds(count > 200, count + " attributes");
    Attributes entry = context.getAttributes(domain.person("staff").dn(), new String[] {"objectClass", "cn"});
    holds(entry.get("cn").getAttributeDefinition() != null, "cn has no definition");
    context.close();
  }

  private void sortedPages() throws Exception {
    InitialLdapContext context = administrator();
    byte[] cookie = null;
    List<String> all = new ArrayList<>();
    do {
      context.setRequestControls(new Control[] {new PagedResultsControl(900, cookie, true), new SortControl("sAMAccountName", true)});
      NamingEnumeration<SearchResult> page = context.search(domain.get("unit"), "(objectClass=user)", subtree("sAMAccountName"));
      while (page.hasMore()) all.add((String) page.next().getAttributes().get("sAMAccountName").get());
      cookie = null;
      for (Control control : context.getResponseControls()) {
        if (control instanceof PagedResultsResponseControl answer) cookie = answer.getCookie();
        if (control instanceof SortResponseControl answer) holds(answer.isSorted(), "not sorted");
      }
    } while (cookie != null);
    holds(all.size() > 3000, all.size() + " users");
    List<String> sorted = new ArrayList<>(all);
    Collections.sort(sorted, String.CASE_INSENSITIVE_ORDER);
    equal(sorted.get(0), all.get(0));
    equal(sorted.get(sorted.size() - 1), all.get(all.size() - 1));
    context.close();
  }

  private void referrals() throws Exception {
    String filter = "(sAMAccountName=" + domain.person("staff").sam() + ")";
    InitialLdapContext ignoring = administrator();
    NamingEnumeration<SearchResult> found = ignoring.search(domain.base(), filter, subtree("cn"));
    holds(found.hasMore() && found.next() != null, "not found");
    fails(PartialResultException.class, found::hasMore);
    ignoring.addToEnvironment(Context.REFERRAL, "throw");
    ReferralException thrown = fails(ReferralException.class, () -> {
      NamingEnumeration<SearchResult> again = ignoring.search(domain.base(), filter, subtree("cn"));
      while (again.hasMore()) again.next();
    });
    holds(String.valueOf(thrown.getReferralInfo()).startsWith("ldap://"), String.valueOf(thrown.getReferralInfo()));
    fails(ReferralException.class, () -> ignoring.getAttributes(domain.get("child.base")));
    ignoring.close();
  }

  private void pool() throws Exception {
    System.setProperty("com.sun.jndi.ldap.connect.pool.protocol", "plain ssl");
    Hashtable<String, Object> environment = environment("ldaps", "service");
    environment.put("com.sun.jndi.ldap.connect.pool", "true");
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      Thread thread = new Thread(() -> {
        try {
          for (int m = 0; m < 10; m++) {
            InitialLdapContext context = new InitialLdapContext(environment, null);
            equal(domain.person("staff").sam(), context.getAttributes(domain.person("staff").dn()).get("sAMAccountName").get());
            context.close();
          }
        } catch (NamingException | RuntimeException thrown) {
          failures.add(thrown);
        }
      });
      thread.start();
      threads.add(thread);
    }
    for (Thread each : threads) each.join();
    holds(failures.isEmpty(), failures.toString());
  }

  private void rename() throws Exception {
    InitialLdapContext context = administrator();
    String from = domain.person("outsider").dn();
    String into = "CN=Bob Inside,OU=Services," + domain.base();
    Object guid = context.getAttributes(from, new String[] {"uSNCreated"}).get("uSNCreated").get();
    context.addToEnvironment("java.naming.ldap.deleteRDN", "true");
    context.rename(from, into);
    equal(guid, context.getAttributes(into, new String[] {"uSNCreated"}).get("uSNCreated").get());
    context.rename(into, from);
    context.close();
  }

  private void names() throws Exception {
    InitialLdapContext context = administrator();
    javax.naming.ldap.LdapName odd = new javax.naming.ldap.LdapName(domain.person("odd").dn());
    equal(domain.person("odd").sam(), context.getAttributes(odd).get("sAMAccountName").get());
    NamingEnumeration<SearchResult> found = context.search(domain.base(), "(sAMAccountName={0})", new Object[] {domain.person("odd").sam()}, subtree("memberOf"));
    SearchResult entry = found.next();
    equal(odd, new javax.naming.ldap.LdapName(entry.getNameInNamespace()));
    equal("CN=Sales (EMEA)," + domain.get("unit"), entry.getAttributes().get("memberOf").get());
    context.close();
  }
}
