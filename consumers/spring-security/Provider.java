package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.ldap.core.ContextSource;
import org.springframework.security.authentication.AccountExpiredException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.ldap.authentication.ad.ActiveDirectoryAuthenticationException;
import org.springframework.security.ldap.authentication.ad.ActiveDirectoryLdapAuthenticationProvider;
import org.springframework.security.ldap.userdetails.LdapUserDetails;

/** {@code ActiveDirectoryLdapAuthenticationProvider}, as its documentation configures it. */
final class Provider {
  private final Domain domain;

  Provider(Domain domain) {
    this.domain = domain;
  }

  void run() {
    check("AD provider: a user signs in by SAM name, with the groups of memberOf", this::bySam);
    check("AD provider: a user signs in by an alternate UPN below a root DN", this::byUpn);
    check("AD provider: a UPN that is not the domain's is not found by the default filter", this::defaultFilter);
    check("AD provider over ldap://", () -> signIn(provider("ldap"), "staff"));
    check("AD provider: a name that is full of special characters", () -> signIn(provider("ldaps"), "odd"));
    check("AD provider: wrong password and unknown user: BadCredentialsException", this::wrong);
    Map<String, Class<? extends AuthenticationException>> states =
        new TreeMap<>(
            Map.of(
                "disabled", DisabledException.class,
                "accountExpired", AccountExpiredException.class,
                "passwordExpired", CredentialsExpiredException.class));
    states.forEach(
        (role, exception) ->
            check(
                "AD provider: " + role + " is " + exception.getSimpleName(),
                () -> fails(exception, () -> signIn(provider("ldaps"), role))));
    Map<String, String> codes = new TreeMap<>(Map.of("mustChange", "773", "logonHours", "530", "workstation", "531"));
    codes.forEach(
        (role, code) ->
            check("AD provider: " + role + " is BadCredentialsException with " + code, () -> subCode(role, code)));
    check("AD provider: locked is LockedException", this::locked);
    check("AD provider: without sub-codes every state is BadCredentialsException", this::withoutSubCodes);
  }

  private ActiveDirectoryLdapAuthenticationProvider provider(String scheme) {
    ActiveDirectoryLdapAuthenticationProvider provider =
        new ActiveDirectoryLdapAuthenticationProvider(domain.get("dns"), domain.get(scheme + ".url"));
    provider.setConvertSubErrorCodesToExceptions(true);
    provider.setSearchFilter("(&(objectClass=user)(sAMAccountName={1}))");
    return provider;
  }

  private Authentication signIn(ActiveDirectoryLdapAuthenticationProvider provider, String role) {
    Domain.Person person = domain.person(role);
    return provider.authenticate(new UsernamePasswordAuthenticationToken(person.sam(), person.password()));
  }

  private void bySam() {
    Authentication done = signIn(provider("ldaps"), "staff");
    holds(done.isAuthenticated(), "not authenticated");
    List<String> groups = done.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
    equal(List.of("Engineers"), groups);
    equal(domain.person("staff").dn(), ((LdapUserDetails) done.getPrincipal()).getDn());
  }

  private void byUpn() {
    ActiveDirectoryLdapAuthenticationProvider provider =
        new ActiveDirectoryLdapAuthenticationProvider(null, domain.get("ldaps.url"), domain.base());
    Domain.Person staff = domain.person("staff");
    Authentication done =
        provider.authenticate(new UsernamePasswordAuthenticationToken(staff.upn(), staff.password()));
    equal(staff.upn(), done.getName());
  }

  private void defaultFilter() throws Exception {
    ActiveDirectoryLdapAuthenticationProvider provider =
        new ActiveDirectoryLdapAuthenticationProvider(domain.get("dns"), domain.get("ldaps.url"));
    fails(BadCredentialsException.class, () -> signIn(provider, "staff"));
  }

  private void wrong() throws Exception {
    String sam = domain.person("staff").sam();
    for (String name : List.of(sam, "nobody-of-that-name")) {
      fails(
          BadCredentialsException.class,
          () -> provider("ldaps").authenticate(new UsernamePasswordAuthenticationToken(name, "wrong")));
    }
  }

  private void subCode(String role, String code) throws Exception {
    BadCredentialsException thrown =
        fails(BadCredentialsException.class, () -> signIn(provider("ldaps"), role));
    holds(thrown.getCause() instanceof ActiveDirectoryAuthenticationException, String.valueOf(thrown.getCause()));
    equal(code, ((ActiveDirectoryAuthenticationException) thrown.getCause()).getDataCode());
  }

  private void locked() throws Exception {
    Domain.Person person = domain.person("lockable");
    for (int wrong = 0; wrong < 5; wrong++) {
      fails(
          BadCredentialsException.class,
          () -> provider("ldaps").authenticate(new UsernamePasswordAuthenticationToken(person.sam(), "wrong")));
    }
    fails(LockedException.class, () -> signIn(provider("ldaps"), "lockable"));
    ContextSource administrator = Sources.bound(domain, "administrator");
    new org.springframework.ldap.core.LdapTemplate(administrator)
        .modifyAttributes(
            org.springframework.ldap.support.LdapUtils.newLdapName(person.dn()),
            new javax.naming.directory.ModificationItem[] {
              new javax.naming.directory.ModificationItem(
                  javax.naming.directory.DirContext.REPLACE_ATTRIBUTE,
                  new javax.naming.directory.BasicAttribute("lockoutTime", "0"))
            });
    signIn(provider("ldaps"), "lockable");
  }

  private void withoutSubCodes() throws Exception {
    ActiveDirectoryLdapAuthenticationProvider provider = provider("ldaps");
    provider.setConvertSubErrorCodesToExceptions(false);
    for (String role : List.of("disabled", "accountExpired", "passwordExpired")) {
      AuthenticationException thrown = fails(AuthenticationException.class, () -> signIn(provider, role));
      equal(BadCredentialsException.class, thrown.getClass());
    }
  }
}
