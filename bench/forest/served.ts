/** A directory server that is measured, whatever it is. */
export interface Served extends AsyncDisposable {
  /** `ptalab`, `Samba AD DC 4.17.12`, `OpenLDAP slapd 2.5.13` */
  readonly name: string;
  readonly host: string;
  readonly ldap: number;
  readonly ldaps: number;
  /** Process group whose processor time and memory count. */
  readonly group: number;
  /** Name in a bind, as the server's clients give it. */
  nameOf(user: number): string;
  /** An equality search that finds one user. */
  searchFor(user: number): { readonly base: string; readonly filter: string };
  /** Set for one that lets everybody in and knows nothing else. */
  readonly bindsOnly?: boolean;
  /** Of servers that keep their garbage. */
  collectGarbage?(): Promise<void>;
  readonly users: number;
  readonly password: string;
}

/** Of every user: strong enough for each server. */
export const PASSWORD = 'Bench-Passw0rd-1!';
