/** A domain that is raised for one consumer, and where programs on this machine find it. */
export interface ConsumedDomain {
  /** `corp.contoso.com` */
  readonly dns: string;
  /** `CORP` */
  readonly netbios: string;
  /** `DC=corp,DC=contoso,DC=com` */
  readonly base: string;
  readonly ldap: Endpoint;
  readonly ldaps: Endpoint;
  readonly gc: Endpoint;
  readonly gcs: Endpoint;
  /** PEM file of the authority of the domain controllers' certificates, which name `localhost` too. */
  readonly trustFile: string;
  /** A folder of this consumer's own, gone afterwards. */
  readonly folder: string;
  /** People of `consumers/domain.yaml` by `sAMAccountName`. Throws RangeError for a name that is not there. */
  person(sam: string): Person;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** `ldaps://localhost:40123` */
  readonly url: string;
}

export interface Person {
  readonly sam: string;
  readonly upn: string;
  readonly dn: string;
  readonly password: string;
}

/** One thing that the consumer was asked to do. */
export interface Outcome {
  /** As a reader of the table understands it: `a user of a nested group signs in`. */
  readonly what: string;
  /** Undefined when it went as with Active Directory; else what came instead. */
  readonly wrong: string | undefined;
}

/** A program, framework or library of somebody else's, used as its documentation says for Active Directory. */
export interface Consumer {
  /** `Spring Security ActiveDirectoryLdapAuthenticationProvider` */
  readonly title: string;
  readonly kind: 'tool' | 'library' | 'framework' | 'identity broker';
  /** Installs it for this run; nothing of it stays in the repository. Throws MissingError with what is missing and how to get it. */
  prepare(cache: string): Promise<Prepared>;
}

export interface Prepared {
  /** Such as `2.5.13`: as it says itself. */
  readonly version: string;
  use(domain: ConsumedDomain): Promise<readonly Outcome[]>;
}

export class MissingError extends Error {
  readonly code = 'PTALAB_CONSUMER_MISSING';
}
