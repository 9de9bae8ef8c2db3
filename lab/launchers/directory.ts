import type { StartedForest } from '../forest/index.ts';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import type { Links } from '../links/links.ts';

/** The forest's domain controllers as one host knows them: by links of its own. */
export async function directoryOf(
  links: Links,
  host: string,
  forest: StartedForest,
): Promise<DirectoryServer[]> {
  return Promise.all(
    forest.domainControllers.map(async ({ dnsName, ldaps }) => {
      const { address } = await links.open(host, ldaps);
      return { name: dnsName, host: address.host, port: address.port };
    }),
  );
}
