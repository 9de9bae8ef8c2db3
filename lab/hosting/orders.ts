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
}

export interface FederationOrder {
  readonly config: FederationConfig;
  /** Domain controllers as the farm's host finds them, in the order they are tried. */
  readonly directory: readonly DirectoryServer[];
}

export interface ExchangeOrder {
  readonly config: ExchangeConfig;
  readonly names: NameTable;
}

export interface EgressOrder {
  readonly config: EgressConfig;
  readonly names: NameTable;
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
  readonly baseDn: string;
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
