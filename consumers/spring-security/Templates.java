package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;
import static org.springframework.ldap.query.LdapQueryBuilder.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.naming.Name;
import javax.naming.directory.BasicAttribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.ModificationItem;
import javax.naming.directory.SearchControls;
import org.springframework.ldap.NameAlreadyBoundException;
import org.springframework.ldap.NameNotFoundException;
import org.springframework.ldap.OperationNotSupportedException;
import org.springframework.ldap.SizeLimitExceededException;
import org.springframework.ldap.control.PagedResultsDirContextProcessor;
import org.springframework.ldap.core.AttributesMapper;
import org.springframework.ldap.core.ContextMapper;
import org.springframework.ldap.core.DirContextAdapter;
import org.springframework.ldap.core.DirContextOperations;
import org.springframework.ldap.core.LdapTemplate;
import org.springframework.ldap.core.support.DefaultIncrementalAttributesMapper;
import org.springframework.ldap.core.support.DefaultTlsDirContextAuthenticationStrategy;
import org.springframework.ldap.core.support.LdapContextSource;
import org.springframework.ldap.pool2.factory.PoolConfig;
import org.springframework.ldap.pool2.factory.PooledContextSource;
import org.springframework.ldap.pool2.validation.DefaultDirContextValidator;
import org.springframework.ldap.support.LdapUtils;

/** {@code LdapTemplate}. */
final class Templates {
  private static final AttributesMapper<String> SAM =
      attributes -> (String) attributes.get("sAMAccountName").get();
  private static final ContextMapper<String> NAME = context -> ((DirContextAdapter) context).getNameInNamespace();
  private static final String USERS = "(&(objectCategory=person)(objectClass=user))";

  private final Domain domain;
  private final LdapTemplate template;

  Templates(Domain domain) {
    this.domain = domain;
    this.template = template(Sources.bound(domain, "administrator"));
  }

  private static LdapTemplate template(org.springframework.ldap.core.ContextSource source) {
    LdapTemplate template = new LdapTemplate(source);
    template.setIgnorePartialResultException(true);
    return template;
  }

  void run() {
    check("LdapTemplate: more than 1,000 users, paged", this::paged);
    check("LdapTemplate: more than 1,000 users without paging: SizeLimitExceededException", this::tooMany);
    check("LdapTemplate: a query built with LdapQueryBuilder, with in-chain", this::built);
    check("LdapTemplate: authenticate", this::authenticate);
    check("LdapTemplate: objectSid and objectGUID as bytes", this::binary);
    check("LdapTemplate: a group of 1,600 members by ranges", this::ranges);
    check("LdapTemplate: bind, modify, rename and unbind a user with a password", this::writes);
    check("LdapTemplate: AD's refusals become Spring's exceptions", this::refusals);
    check("StartTLS by DefaultTlsDirContextAuthenticationStrategy, closed gracefully", () -> startTls(true));
    check("StartTLS, closed at once", () -> startTls(false));
    check("a pool of contexts that are validated before use", this::pool);
  }

  private List<String> allNames(ContextMapper<String> mapper) {
    SearchControls controls = new SearchControls();
    controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
    controls.setReturningAttributes(new String[] {"sAMAccountName"});
    PagedResultsDirContextProcessor processor = new PagedResultsDirContextProcessor(700);
    return org.springframework.ldap.core.support.SingleContextSource.doWithSingleContext(
        template.getContextSource(),
        operations -> {
          List<String> all = new ArrayList<>();
          do {
            all.addAll(operations.search(LdapUtils.newLdapName(domain.base()), USERS, controls, mapper, processor));
          } while (processor.hasMore());
          return all;
        },
        false, true, false);
  }

  private void paged() {
    List<String> all = allNames(context -> ((DirContextAdapter) context).getStringAttribute("sAMAccountName"));
    Set<String> distinct = new HashSet<>(all);
    holds(all.size() > 3000, all.size() + " users");
    equal(all.size(), distinct.size());
  }

  private void tooMany() throws Exception {
    LdapTemplate strict = template(template.getContextSource());
    strict.setIgnoreSizeLimitExceededException(false);
    fails(SizeLimitExceededException.class, () -> strict.search(domain.base(), USERS, SAM));
    equal(1000, template.search(domain.base(), USERS, SAM).size());
  }

  private void built() {
    List<String> found =
        template.search(
            query().base(domain.base()).attributes("sAMAccountName")
                .where("objectCategory").is("person")
                .and("memberOf:1.2.840.113556.1.4.1941:").is(domain.get("group.outer")),
            SAM);
    holds(found.contains(domain.person("nested").sam()) && !found.contains(domain.person("outsider").sam()), found.toString());
  }

  private void authenticate() throws Exception {
    Domain.Person staff = domain.person("staff");
    template.authenticate(query().base(domain.base()).where("sAMAccountName").is(staff.sam()), staff.password());
    fails(
        org.springframework.ldap.AuthenticationException.class,
        () -> template.authenticate(query().base(domain.base()).where("sAMAccountName").is(staff.sam()), "wrong"));
  }

  private void binary() {
    DirContextOperations staff = template.lookupContext(domain.person("staff").dn());
    String sid = LdapUtils.convertBinarySidToString((byte[]) staff.getObjectAttribute("objectSid"));
    holds(sid.matches("S-1-5-21-\\d+-\\d+-\\d+-\\d+"), sid);
    equal(16, ((byte[]) staff.getObjectAttribute("objectGUID")).length);
    equal(1, template.search(query().base(domain.base()).where("objectSid").is(sid), SAM).size());
  }

  private void ranges() {
    Name group = LdapUtils.newLdapName("CN=Crowd," + domain.get("unit"));
    DirContextAdapter entry = new DirContextAdapter(group);
    entry.setAttributeValues("objectClass", new String[] {"top", "group"});
    entry.setAttributeValue("sAMAccountName", "crowd");
    template.bind(entry);
    List<String> members = allNames(NAME).stream().filter(each -> each.endsWith("," + domain.get("unit"))).limit(1600).toList();
    BasicAttribute member = new BasicAttribute("member");
    members.forEach(member::add);
    template.modifyAttributes(group, new ModificationItem[] {new ModificationItem(DirContext.ADD_ATTRIBUTE, member)});
    List<String> read = DefaultIncrementalAttributesMapper.lookupAttributeValues(template, group, "member").stream().map(String.class::cast).toList();
    equal(1600, read.size());
    equal(namesOf(members), namesOf(read));
    template.unbind(group);
  }

  private static Set<Name> namesOf(List<String> texts) {
    Set<Name> names = new HashSet<>();
    for (String text : texts) names.add(LdapUtils.newLdapName(text));
    return names;
  }

  private void writes() {
    Name name = LdapUtils.newLdapName("CN=Sven Spring," + domain.get("unit"));
    DirContextAdapter sven = new DirContextAdapter(name);
    sven.setAttributeValues("objectClass", new String[] {"top", "person", "organizationalPerson", "user"});
    sven.setAttributeValue("sAMAccountName", "sven");
    sven.setAttributeValue("userAccountControl", "512");
    sven.setAttributeValue("unicodePwd", "\"Sp4ring is in the air\"".getBytes(StandardCharsets.UTF_16LE));
    template.bind(sven);
    DirContextOperations found = template.lookupContext(name);
    found.setAttributeValue("description", "f\u00fcr Spring");
    found.addAttributeValue("otherTelephone", "1");
    template.modifyAttributes(found);
    Name renamed = LdapUtils.newLdapName("CN=Sven Autumn," + domain.get("unit"));
    template.rename(name, renamed);
    equal("f\u00fcr Spring", template.lookupContext(renamed).getStringAttribute("description"));
    template.authenticate(query().base(domain.base()).where("sAMAccountName").is("sven"), "Sp4ring is in the air");
    template.modifyAttributes(renamed, new ModificationItem[] {new ModificationItem(DirContext.REPLACE_ATTRIBUTE, new BasicAttribute("unicodePwd", "\"Aut8mn leaves fall\"".getBytes(StandardCharsets.UTF_16LE)))});
    template.authenticate(query().base(domain.base()).where("sAMAccountName").is("sven"), "Aut8mn leaves fall");
    template.unbind(renamed);
  }

  private void refusals() throws Exception {
    fails(NameNotFoundException.class, () -> template.lookup("CN=nobody," + domain.get("unit")));
    DirContextAdapter twice = new DirContextAdapter(domain.person("staff").dn());
    twice.setAttributeValue("objectClass", "user");
    fails(NameAlreadyBoundException.class, () -> template.bind(twice));
    ModificationItem weak = new ModificationItem(DirContext.REPLACE_ATTRIBUTE, new BasicAttribute("unicodePwd", "\"a\"".getBytes(StandardCharsets.UTF_16LE)));
    org.springframework.ldap.NamingException refusal =
        fails(OperationNotSupportedException.class, () -> template.modifyAttributes(domain.person("outsider").dn(), new ModificationItem[] {weak}));
    holds(refusal.getMessage().contains("0000052D"), refusal.getMessage());
    LdapTemplate outsider = template(Sources.bound(domain, "outsider"));
    fails(org.springframework.ldap.NoPermissionException.class, () -> outsider.unbind(domain.person("staff").dn()));
  }

  private void startTls(boolean gracefully) {
    LdapContextSource source = new LdapContextSource();
    source.setUrl(domain.get("ldap.url"));
    source.setUserDn(domain.person("service").dn());
    source.setPassword(domain.person("service").password());
    source.setPooled(false);
    DefaultTlsDirContextAuthenticationStrategy strategy = new DefaultTlsDirContextAuthenticationStrategy();
    strategy.setShutdownTlsGracefully(gracefully);
    source.setAuthenticationStrategy(strategy);
    source.afterPropertiesSet();
    for (int n = 0; n < 3; n++) equal(1, template(source).search(query().base(domain.base()).where("sAMAccountName").is(domain.person("staff").sam()), SAM).size());
  }

  private void pool() throws Exception {
    PoolConfig config = new PoolConfig();
    config.setTestOnBorrow(true);
    config.setMaxTotalPerKey(4);
    PooledContextSource pool = new PooledContextSource(config);
    pool.setContextSource(Sources.bound(domain, "service"));
    DefaultDirContextValidator validator = new DefaultDirContextValidator();
    pool.setDirContextValidator(validator);
    try {
      List<Thread> threads = new ArrayList<>();
      List<Throwable> failed = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int n = 0; n < 8; n++) {
        Thread thread = new Thread(() -> {
          for (int m = 0; m < 10; m++) equal(1, template(pool).search(query().base(domain.base()).where("sAMAccountName").is(domain.person("staff").sam()), SAM).size());
        });
        thread.setUncaughtExceptionHandler((each, thrown) -> failed.add(thrown));
        thread.start();
        threads.add(thread);
      }
      for (Thread each : threads) each.join();
      holds(failed.isEmpty(), failed.toString());
      holds(pool.getNumIdle() > 0 && pool.getNumIdle() <= 4, pool.getNumIdle() + " idle");
    } finally {
      pool.destroy();
    }
  }
}
