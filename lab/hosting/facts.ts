import type { FederationSettings } from '../federation/control.ts';

/** A real name and port, and the service that answers there. */
export interface NamedService {
  /** A full name, or `*.` and a domain. */
  readonly name: string;
  readonly port: number;
  /** Such as `cloud/login`. */
  readonly service: string;
}

/** A domain controller and its services' names. */
export interface DomainControllerFacts {
  /** `DC1` */
  readonly name: string;
  /** `dc1.corp.contoso.com`, which its certificate bears. */
  readonly dnsName: string;
  /** Of the domain that the lab's agents stand in. */
  readonly isHome: boolean;
  readonly ldap: string;
  readonly ldaps: string;
  /** Undefined unless it is a global catalog. */
  readonly gc?: string | undefined;
  readonly gcs?: string | undefined;
}

/** What the conductor needs to know of a forest that has started. */
export interface ForestFacts {
  /** `corp.contoso.com` */
  readonly domain: string;
  readonly netbios: string;
  /** `DC=corp,DC=contoso,DC=com` */
  readonly base: string;
  /** The authority (PEM) of its domain controllers' certificates, where that is not the lab's. */
  readonly trust?: string | undefined;
  /** Invented people of the first domain: how many there are, and the first USN beyond theirs. */
  readonly people?: { readonly count: number; readonly usnAfter: number } | undefined;
  readonly domainControllers: readonly DomainControllerFacts[];
}

export interface CloudFacts {
  readonly tenantId: string;
  readonly hosts: readonly NamedService[];
}

export interface FederationFacts {
  readonly hosts: readonly NamedService[];
  /** The same names as corporate hosts resolve them: the farm itself, not its proxy. */
  readonly insideHosts: readonly NamedService[];
  readonly settings: FederationSettings;
}

export interface ExchangeFacts {
  readonly hosts: readonly NamedService[];
}

export interface EgressFacts {
  /** The proxy's service name. */
  readonly proxy: string;
}

/** An agent that has said it is ready. */
export interface AgentFacts {
  readonly pid: number;
  /** The ready line's match. */
  readonly ready: readonly string[];
}

/** How an agent's process ended, and its last lines. */
export interface AgentEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly tail: readonly string[];
}
