import { javaClient } from '../languages/java.ts';

export const client = javaClient({
  title: 'azure-identity for Java, over the HTTP client of the JDK',
  at: import.meta.url,
  artifact: 'azure-identity',
});
