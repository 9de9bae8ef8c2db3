package consumer;

import java.util.HashMap;
import java.util.Map;
import org.springframework.ldap.core.support.LdapContextSource;

/** Context sources of Spring LDAP. */
final class Sources {
  private Sources() {}

  /** Over LDAPS, without a base. */
  static LdapContextSource bound(Domain domain, String role) {
    return bound(domain, role, "ldaps");
  }

  static LdapContextSource bound(Domain domain, String role, String scheme) {
    LdapContextSource source = new LdapContextSource();
    source.setUrl(domain.get(scheme + ".url"));
    source.setUserDn(domain.person(role).upn());
    source.setPassword(domain.person(role).password());
    Map<String, Object> environment = new HashMap<>();
    environment.put("java.naming.ldap.attributes.binary", "objectSid objectGUID tokenGroups");
    source.setBaseEnvironmentProperties(environment);
    source.afterPropertiesSet();
    return source;
  }
}
