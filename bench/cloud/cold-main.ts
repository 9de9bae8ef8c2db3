// A cloud with one user in a fresh process, until a client on a connection of its own holds a token; prints when. The key
// that signs is begun before anything else is loaded, and made on the thread pool meanwhile.
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { generateKeys } = await import('../../lab/pki/key-source.ts');
const keys = generateKeys();
void keys.signingKey('cloud token signing');
const { coldCloud } = await import('./cold-cloud.ts');
await coldCloud(keys);
