import type { AgentLaunch } from '../agent/launch.ts';
import type { CloudConfig } from '../cloud/config.ts';
import type { ConnectConfig } from '../connect/config.ts';
import type { EgressConfig } from '../egress/config.ts';
import type { ExchangeConfig } from '../exchange/config.ts';
import type { OutsideForest } from '../external-forest/config.ts';
import type { FederationConfig } from '../federation/config.ts';
import type { ForestConfig } from '../forest/config.ts';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import type { Address } from '../links/service.ts';

/** Where one host finds each `name:port`; a name may be `*.` and a domain. Nothing else can be reached. */
export type NameTable = Readonly<Record<string, Address>>;

export interface ForestOrder {
  readonly config: ForestConfig;
  /** A real domain that is the forest, in place of the simulated one. */
  readonly outside: OutsideForest | undefined;
}

export interface CloudOrder {
  readonly config: CloudConfig;
  /** The forest whose generated users a Connect server may export as one. */
  readonly forest?: ForestConfig | undefined;
}

export interface FederationOrder {
  readonly config: FederationConfig;
  /** Domain controllers as the primary node finds them, in the order they are tried. */
  readonly directory: readonly DirectoryServer[];
  /** The same of further nodes, by name. */
  readonly directories: Readonly<Record<string, readonly DirectoryServer[]>>;
  /** The forest account that the farm searches by. */
  readonly serviceAccount: { readonly upn: string; readonly password: string };
}

export interface ExchangeOrder {
  readonly config: ExchangeConfig;
  readonly names: NameTable;
}

export interface EgressOrder {
  readonly config: EgressConfig;
  readonly names: NameTable;
}

/** A password that the tenant has for a user of the forest. */
export interface PasswordOrder {
  readonly sourceAnchor: string;
  /** Undefined for a reset. */
  readonly oldPassword?: string | undefined;
  readonly newPassword: string;
  readonly correlationId: string;
}

export interface ConnectOrder {
  readonly config: ConnectConfig;
  /** Without one it calls names by itself. */
  readonly proxy: Address | undefined;
  readonly directory: readonly DirectoryServer[];
  /** The forest account that imports. */
  readonly serviceAccount: { readonly upn: string; readonly password: string };
  /** The cloud-only account that exports. */
  readonly cloudAccount: { readonly upn: string; readonly password: string };
  readonly tenantId: string;
  /** Where the tenant's cloud is called. */
  readonly origins?: { readonly login: string; readonly graph: string } | undefined;
  readonly baseDn: string;
  /** The forest's invented people: how many there are, and the first USN beyond theirs. */
  readonly people?: { readonly count: number; readonly usnAfter: number } | undefined;
}

/** Real ports, and the services that answer there: one, or each under the names that TLS clients ask for. */
export interface ExposeOrder {
  readonly listeners: readonly {
    readonly port: number;
    readonly service?: string;
    readonly byName?: Readonly<Record<string, string>>;
  }[];
}

/** A host that stands before services of another: its own ports. */
export interface GatewayOrder {
  readonly listeners: readonly { readonly port: number; readonly service: string }[];
}

/** An agent to start; its files are laid where it runs. */
export interface AgentOrder {
  readonly launch: Omit<AgentLaunch, 'folder'>;
}
