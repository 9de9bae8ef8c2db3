import { pythonClient } from '../languages/python.ts';

export const client = pythonClient({
  title: 'MSAL for Python',
  at: import.meta.url,
  distribution: 'msal',
  sets: ['REQUESTS_CA_BUNDLE'],
});
