import type { ComponentContext } from '../component.ts';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import type { KeySource } from '../pki/key-source.ts';
import type { FederationConfig } from './config.ts';
import { directoryOf } from './directory.ts';
import { startFarm, type StartedFederation } from './start-farm.ts';

export type { StartedFederation } from './start-farm.ts';

export interface FederationPeers {
  /** Domain controllers by the primary's own links, in the order they are tried. */
  readonly directory: readonly DirectoryServer[];
  /** The same of further nodes, by name; the primary's unless given. */
  readonly directories?: Readonly<Record<string, readonly DirectoryServer[]>> | undefined;
  /** The account that the farm searches the forest by, for the extranet lockout. */
  readonly serviceAccount?: { readonly upn: string; readonly password: string } | undefined;
}

/** Starts an AD FS farm, and the proxy before it, that checks passwords against the forest. */
export function startFederation(
  config: FederationConfig,
  context: ComponentContext & { readonly keys?: KeySource | undefined },
  { directory, directories, serviceAccount }: FederationPeers,
): Promise<StartedFederation> {
  const { authority, clock } = context;
  return startFarm(config, context, (node) =>
    directoryOf({
      servers: directories?.[node] ?? directory,
      trust: authority.pem,
      clock,
      limitMs: config.directoryLimit,
      serviceAccount,
    }),
  );
}
