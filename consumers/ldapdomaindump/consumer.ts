import { pythonConsumer } from '../programs/python.ts';

export const consumer = pythonConsumer({
  title: 'ldapdomaindump',
  kind: 'tool',
  at: import.meta.url,
  distribution: 'ldapdomaindump',
});
