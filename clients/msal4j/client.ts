import { javaClient } from '../languages/java.ts';

export const client = javaClient({
  title: 'MSAL for Java (msal4j)',
  at: import.meta.url,
  artifact: 'msal4j',
});
