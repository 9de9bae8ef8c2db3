import type { Attributes, Change } from '../wire/requests.ts';
import type { Conversation } from '../wire/conversation.ts';

/** What an administrator does to bring a domain into the state that a case begins with. */
export interface Administration {
  /** Throws NotPossible, DifferentialError. */
  add(dn: string, attributes: Attributes): Promise<void>;
  modify(dn: string, changes: readonly Change[]): Promise<void>;
  rename(dn: string, newRdn: string): Promise<void>;
  remove(dn: string): Promise<void>;
  /** Makes a password as old as that. No LDAP operation does it. */
  backdatePassword(dn: string, ageMs: number): Promise<void>;
  /** Sees to so many contacts under OU=Crowd, all in the group CN=big there. They stay. */
  gather(count: number): Promise<void>;
}

/** A domain with nothing in it but what a domain has, for one case. */
export interface World extends AsyncDisposable {
  /** `DC=contoso,DC=lab` */
  readonly base: string;
  readonly dns: string;
  readonly netbios: string;
  readonly administrator: Administration & { readonly dn: string; readonly password: string };
  connect(over: 'ldap' | 'ldaps'): Promise<Conversation>;
  /** Puts TLS over a plain connection. */
  secure(conversation: Conversation): Promise<void>;
  /** The act makes this itself: it goes with the rest. */
  expect(dn: string): void;
  /** Lets so much of the domain's time pass. */
  wait(ms: number): Promise<void>;
}

/** A directory server under test. */
export interface Target extends AsyncDisposable {
  /** Such as `Samba AD DC 4.17.12`. */
  readonly name: string;
  open(): Promise<World>;
}
