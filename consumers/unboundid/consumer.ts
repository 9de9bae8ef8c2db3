import { javaConsumer } from '../programs/java.ts';

export const consumer = javaConsumer({
  title: 'UnboundID LDAP SDK for Java, and its tools',
  kind: 'library',
  at: import.meta.url,
  artifact: 'unboundid-ldapsdk',
});
