import { pythonConsumer } from '../programs/python.ts';

export const consumer = pythonConsumer({
  title: 'ldap3 for Python',
  kind: 'library',
  at: import.meta.url,
  distribution: 'ldap3',
});
