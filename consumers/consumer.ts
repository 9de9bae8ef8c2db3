import type { Tried } from '../programs/tried.ts';

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

/** A program, framework or library of somebody else's, used as its documentation says for Active Directory. */
export type Consumer = Tried<ConsumedDomain, 'tool' | 'library' | 'framework' | 'identity broker'>;

export { MissingError, type Outcome } from '../programs/tried.ts';
