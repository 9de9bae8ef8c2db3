import { nodeConsumer } from '../programs/node.ts';

export const consumer = nodeConsumer({
  title: 'passport-ldapauth on Passport and Express',
  kind: 'framework',
  at: import.meta.url,
  packages: ['passport-ldapauth@3.0.1', 'passport@0.7.0', 'express@5.3.0'],
});
