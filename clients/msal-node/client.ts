import { nodeClient } from '../languages/node.ts';

export const client = nodeClient({
  title: 'MSAL for Node and @azure/identity, with their own network',
  at: import.meta.url,
  package: '@azure/msal-node',
});
