import { nodeConsumer } from '../programs/node.ts';

export const consumer = nodeConsumer({
  title: 'ldapjs, the client',
  kind: 'library',
  at: import.meta.url,
  packages: ['ldapjs@3.0.7'],
});
