// A cloud to which so many users have been synced as one, with their password hashes; for each of a sample there is a
// request.
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { raiseMillion } = await import('./million.ts');
await raiseMillion();
