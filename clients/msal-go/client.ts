import { goClient } from '../languages/go.ts';

export const client = goClient({
  title: 'MSAL for Go',
  at: import.meta.url,
  module: 'github.com/AzureAD/microsoft-authentication-library-for-go',
});
