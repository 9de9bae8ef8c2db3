package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.ldap.core.support.BaseLdapPathContextSource;
import org.springframework.ldap.core.support.LdapContextSource;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.ldap.DefaultSpringSecurityContextSource;
import org.springframework.security.ldap.authentication.BindAuthenticator;
import org.springframework.security.ldap.authentication.LdapAuthenticationProvider;
import org.springframework.security.ldap.ppolicy.PasswordPolicyAwareContextSource;
import org.springframework.security.ldap.search.FilterBasedLdapUserSearch;
import org.springframework.security.ldap.userdetails.DefaultLdapAuthoritiesPopulator;
import org.springframework.security.ldap.userdetails.InetOrgPerson;
import org.springframework.security.ldap.userdetails.InetOrgPersonContextMapper;
import org.springframework.security.ldap.userdetails.NestedLdapAuthoritiesPopulator;

/** Search and bind: {@code LdapAuthenticationProvider} with a service account. */
final class Authenticating {
  private final Domain domain;

  Authenticating(Domain domain) {
    this.domain = domain;
  }

  void run() {
    check("search and bind: a user of a nested group has the roles of all of them, by in-chain", () -> {
      Set<String> roles = roles(provider(populator("(member:1.2.840.113556.1.4.1941:={0})")), "nested");
      holds(roles.containsAll(List.of("ROLE_COMPILERS", "ROLE_ENGINEERS", "ROLE_EVERYBODY", "ROLE_VPN USERS")), roles.toString());
    });
    check("search and bind: the direct groups alone by (member={0})", () ->
        equal(Set.of("ROLE_COMPILERS"), roles(provider(populator("(member={0})")), "nested")));
    check("search and bind: nested groups climbed by Spring itself", this::climbed);
    check("search and bind: a name with special characters, in a group that has some", () ->
        equal(Set.of("ROLE_SALES (EMEA)"), roles(provider(populator("(member={0})")), "odd")));
    check("search and bind: wrong password, disabled, expired: BadCredentialsException", this::refused);
    check("a user search finds one, or throws UsernameNotFoundException", this::search);
    check("user details as InetOrgPerson", this::details);
    check("a context source that asks for password policy controls", this::policyAware);
  }

  private BaseLdapPathContextSource source() {
    return prepared(new DefaultSpringSecurityContextSource(domain.get("ldaps.url") + "/" + domain.base().replace(" ", "%20")));
  }

  private <T extends LdapContextSource> T prepared(T source) {
    source.setUserDn(domain.person("service").dn());
    source.setPassword(domain.person("service").password());
    source.afterPropertiesSet();
    return source;
  }

  private FilterBasedLdapUserSearch userSearch(BaseLdapPathContextSource source) {
    FilterBasedLdapUserSearch search =
        new FilterBasedLdapUserSearch("", "(&(objectCategory=person)(sAMAccountName={0}))", source);
    search.setSearchSubtree(true);
    return search;
  }

  private DefaultLdapAuthoritiesPopulator populator(String filter) {
    DefaultLdapAuthoritiesPopulator populator = new DefaultLdapAuthoritiesPopulator(source(), "");
    populator.setIgnorePartialResultException(true);
    populator.setSearchSubtree(true);
    populator.setGroupSearchFilter(filter);
    return populator;
  }

  private LdapAuthenticationProvider provider(DefaultLdapAuthoritiesPopulator populator) {
    BaseLdapPathContextSource source = source();
    BindAuthenticator authenticator = new BindAuthenticator(source);
    authenticator.setUserSearch(userSearch(source));
    return new LdapAuthenticationProvider(authenticator, populator);
  }

  private Authentication signIn(LdapAuthenticationProvider provider, String role) {
    Domain.Person person = domain.person(role);
    return provider.authenticate(new UsernamePasswordAuthenticationToken(person.sam(), person.password()));
  }

  private Set<String> roles(LdapAuthenticationProvider provider, String role) {
    Set<String> found = new TreeSet<>();
    for (GrantedAuthority each : signIn(provider, role).getAuthorities()) {
      if (!each.getAuthority().startsWith("FACTOR_")) found.add(each.getAuthority());
    }
    return found;
  }

  private void climbed() {
    NestedLdapAuthoritiesPopulator populator = new NestedLdapAuthoritiesPopulator(source(), "");
    populator.setIgnorePartialResultException(true);
    populator.setSearchSubtree(true);
    populator.setGroupSearchFilter("(member={0})");
    Set<String> roles = roles(provider(populator), "nested");
    holds(roles.contains("VPN users") || roles.contains("ROLE_VPN USERS"), roles.toString());
  }

  private void refused() throws Exception {
    for (String role : List.of("disabled", "accountExpired", "passwordExpired", "mustChange")) {
      fails(BadCredentialsException.class, () -> signIn(provider(populator("(member={0})")), role));
    }
    fails(
        BadCredentialsException.class,
        () -> provider(populator("(member={0})")).authenticate(new UsernamePasswordAuthenticationToken(domain.person("staff").sam(), "wrong")));
  }

  private void search() throws Exception {
    FilterBasedLdapUserSearch search = userSearch(source());
    equal(domain.person("staff").dn(), search.searchForUser(domain.person("staff").sam()).getNameInNamespace());
    fails(UsernameNotFoundException.class, () -> search.searchForUser("nobody-of-that-name"));
    fails(UsernameNotFoundException.class, () -> search.searchForUser("*"));
  }

  private void details() {
    LdapAuthenticationProvider provider = provider(populator("(member={0})"));
    provider.setUserDetailsContextMapper(new InetOrgPersonContextMapper());
    InetOrgPerson person = (InetOrgPerson) signIn(provider, "staff").getPrincipal();
    equal("Lovelace", person.getSn());
    equal("Ada", person.getGivenName());
    equal("Ada Lovelace", person.getDisplayName());
    equal(domain.person("staff").upn(), person.getMail());
  }

  private void policyAware() throws Exception {
    PasswordPolicyAwareContextSource source =
        prepared(new PasswordPolicyAwareContextSource(domain.get("ldaps.url") + "/" + domain.base()));
    BindAuthenticator authenticator = new BindAuthenticator(source);
    authenticator.setUserSearch(userSearch(source));
    Domain.Person staff = domain.person("staff");
    equal(
        staff.dn(),
        authenticator.authenticate(new UsernamePasswordAuthenticationToken(staff.sam(), staff.password())).getNameInNamespace());
    fails(
        BadCredentialsException.class,
        () -> authenticator.authenticate(new UsernamePasswordAuthenticationToken(staff.sam(), "wrong")));
  }
}
