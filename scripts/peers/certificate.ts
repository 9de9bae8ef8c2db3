import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authority } from '../../lab/pki/authority.ts';

/** Writes `tls.key`, `tls.pem` and `ca.pem`; answers the authority. The key type is that of the lab's own servers. */
export async function issueCertificate(folder: string, name: string): Promise<string> {
  const authority = await Authority.create('CN=Peers');
  const { key, cert } = await authority.issueServer([name, 'localhost']);
  writeFileSync(join(folder, 'tls.key'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'tls.pem'), cert);
  writeFileSync(join(folder, 'ca.pem'), authority.pem);
  return authority.pem;
}
