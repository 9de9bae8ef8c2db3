import { javaConsumer } from '../programs/java.ts';

export const consumer = javaConsumer({
  title: 'Spring Security with Active Directory, Spring LDAP and JNDI',
  kind: 'framework',
  at: import.meta.url,
  artifact: 'spring-security-ldap',
});
