import type { Dispatcher } from 'undici';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import type { CloudOrigins } from './cloud-line.ts';
import type { CloudCredentials } from './cloud-session.ts';

/** Installs and removes the authentication agent on a host, as the wizard's bundled installer does. */
export interface AgentInstaller {
  install(host: string, adminToken: string): Promise<{ agentId: string }>;
  uninstall(host: string): Promise<void>;
  installed(host: string): Promise<boolean>;
}

/** The surroundings of one Entra Connect server. */
export interface ConnectPeers {
  /** Domain controllers by this host's own links, asked in this order. */
  readonly directory: readonly DirectoryServer[];
  /** The way to the service, through the corporate proxy. */
  readonly dispatcher: Dispatcher;
  readonly agentInstaller: AgentInstaller;
  /** The forest account that imports, such as `svc-connect@corp.contoso.com`. */
  readonly serviceAccount: { readonly upn: string; readonly password: string };
  /** The cloud-only account that exports. */
  readonly cloudAccount: CloudCredentials;
  readonly tenantId: string;
  /** Where the tenant's cloud is called; the worldwide cloud's names unless told. */
  readonly origins?: CloudOrigins | undefined;
  /** Authorities (PEM) that this host trusts. */
  readonly trust: string | readonly string[];
  /** Such as `DC=corp,DC=contoso,DC=com`. */
  readonly baseDn: string;
  /** The forest's invented people: how many there are, and the first USN that none of them was made with. */
  readonly people?: { readonly count: number; readonly usnAfter: number } | undefined;
}
