import { nodeConsumer } from '../programs/node.ts';

export const consumer = nodeConsumer({
  title: 'activedirectory2',
  kind: 'library',
  at: import.meta.url,
  packages: ['activedirectory2@2.2.0'],
});
