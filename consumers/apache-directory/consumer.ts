import { javaConsumer } from '../programs/java.ts';

export const consumer = javaConsumer({
  title: 'Apache Directory LDAP API',
  kind: 'library',
  at: import.meta.url,
  artifact: 'api-all',
});
