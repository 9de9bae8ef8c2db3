import { nodeConsumer } from '../programs/node.ts';

export const consumer = nodeConsumer({
  title: 'ldapts',
  kind: 'library',
  at: import.meta.url,
  packages: ['ldapts@9.2.0'],
});
