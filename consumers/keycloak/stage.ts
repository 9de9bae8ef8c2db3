import type { Checks } from '../../programs/checks.ts';
import type { ConsumedDomain } from '../consumer.ts';
import { text, type Admin } from './admin.ts';
import type { Federation } from './federation.ts';

/** What each part of the trial is given. */
export interface Stage {
  readonly admin: Admin;
  readonly domain: ConsumedDomain;
  readonly federation: Federation;
  readonly checks: Checks;
}

/** `granted`, or the status and the description of the error. */
export async function attempt({ admin }: Stage, name: string, password: string): Promise<string> {
  const grant = await admin.signIn(name, password);
  return 'claims' in grant ? 'granted' : `${grant.status} ${grant.error}`;
}

/** Keycloak's id of a user, imported when it was not. */
export async function userId({ admin }: Stage, name: string): Promise<string> {
  const [found] = await admin.list(`./users?exact=true&username=${encodeURIComponent(name)}`);
  return text(found, 'id');
}
