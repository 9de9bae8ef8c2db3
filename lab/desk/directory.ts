import { z } from 'zod';
import type { Lab } from '../lab.ts';
import { NoDirectoryError } from './errors.ts';

/** What a directory tool on this machine must know to use the lab's forest as a computer of the staff's. */
export const directory = z.object({
  domain: z.string(),
  netbios: z.string(),
  /** `DC=corp,DC=contoso,DC=com` */
  base: z.string(),
  /** The authority of the domain controllers' certificates, PEM. They bear 127.0.0.1 and `localhost` too. */
  trust: z.string(),
  /** URLs such as `ldaps://127.0.0.1:49153`; null where it is no global catalog. */
  domainControllers: z.array(
    z.object({
      name: z.string(),
      dnsName: z.string(),
      ldap: z.string(),
      ldaps: z.string(),
      gc: z.string().nullable(),
      gcs: z.string().nullable(),
    }),
  ),
  /** The account that was asked for. */
  account: z.object({ sam: z.string(), upn: z.string(), dn: z.string(), password: z.string() }).nullable(),
});

export type Directory = z.output<typeof directory>;

/** `user` by sAMAccountName or UPN. Throws NoDirectoryError, ControlError when there is no such account. */
export async function directoryOf({ forest, reach, trust }: Lab, user?: string): Promise<Directory> {
  if (forest === undefined) throw new NoDirectoryError();
  const [{ domain, netbios, base }, account] = await Promise.all([
    forest.status({}),
    user === undefined ? null : accountOf(forest, user),
  ]);
  const domainControllers = reach.domainControllers.map(({ name, dnsName, ldap, ldaps, gc, gcs }) => ({
    name,
    dnsName,
    ldap: urlOf('ldap', ldap),
    ldaps: urlOf('ldaps', ldaps),
    gc: gc === undefined ? null : urlOf('ldap', gc),
    gcs: gcs === undefined ? null : urlOf('ldaps', gcs),
  }));
  return { domain, netbios, base, trust, domainControllers, account };
}

async function accountOf(forest: NonNullable<Lab['forest']>, user: string): Promise<Directory['account']> {
  const [{ sam, upn, dn }, { password }] = await Promise.all([
    forest.account({ user }),
    forest.passwordOf({ user }),
  ]);
  return { sam, upn, dn, password };
}

/** By its address, which the certificate bears too: OpenLDAP's client puts the machine's own name in place of `localhost`. */
function urlOf(scheme: string, { host, port }: { readonly host: string; readonly port: number }): string {
  return `${scheme}://${host}:${port}`;
}
