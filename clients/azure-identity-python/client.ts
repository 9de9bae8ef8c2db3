import { pythonClient } from '../languages/python.ts';

export const client = pythonClient({
  title: 'azure-identity for Python, sync and async',
  at: import.meta.url,
  distribution: 'azure-identity',
  sets: ['REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE'],
});
