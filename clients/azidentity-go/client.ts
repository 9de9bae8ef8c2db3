import { goClient } from '../languages/go.ts';

export const client = goClient({
  title: 'azidentity for Go',
  at: import.meta.url,
  module: 'github.com/Azure/azure-sdk-for-go/sdk/azidentity',
});
