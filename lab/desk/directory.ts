import { z } from 'zod';
import { ControlError } from '../control/errors.ts';
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
  /** Of the account's domain, or of the first; URLs such as `ldaps://127.0.0.1:49153`; null where it is no global catalog. */
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
  account: z
    .object({
      sam: z.string(),
      upn: z.string(),
      dn: z.string(),
      /** Null when the lab does not know it, or the directory takes it no more; `unknown` says why. */
      password: z.string().nullable(),
      unknown: z.string().optional(),
    })
    .nullable(),
});

export type Directory = z.output<typeof directory>;

type Forest = NonNullable<Lab['forest']>;
type Tenant = Pick<Lab['cloud'], 'passwordOf'>;

/**
 * `user` by sAMAccountName, UPN or `DOMAIN\\sam`: domain and domain controllers are then the account's. Throws
 * NoDirectoryError, ControlError when there is no such account.
 */
export async function directoryOf(
  { forest, cloud, reach, trust }: Pick<Lab, 'forest' | 'reach' | 'trust'> & { readonly cloud?: Tenant },
  user?: string,
): Promise<Directory> {
  if (forest === undefined) throw new NoDirectoryError();
  const account = user === undefined ? null : await accountOf(forest, cloud, user);
  const domains = await domainsOf(forest);
  const { names, controllers } = homeOf(account, domains);
  const ofDomain = reach.domainControllers.filter(({ name }) => controllers.has(name));
  const domainControllers = ofDomain.map(({ name, dnsName, ldap, ldaps, gc, gcs }) => ({
    name,
    dnsName,
    ldap: urlOf('ldap', ldap),
    ldaps: urlOf('ldaps', ldaps),
    gc: gc === undefined ? null : urlOf('ldap', gc),
    gcs: gcs === undefined ? null : urlOf('ldaps', gcs),
  }));
  return { ...names, trust, domainControllers, account };
}

/** The domain of the longest base that the account's DN ends in. */
function homeOf(
  account: Directory['account'],
  domains: readonly [KnownDomain, ...KnownDomain[]],
): KnownDomain {
  const holding = domains.filter(({ names }) => account?.dn.endsWith(`,${names.base}`));
  const [nearest = domains[0]] = holding.toSorted((a, b) => b.names.base.length - a.names.base.length);
  return nearest;
}

interface KnownDomain {
  readonly names: Pick<Directory, 'domain' | 'netbios' | 'base'>;
  /** Names of its domain controllers. */
  readonly controllers: ReadonlySet<string>;
}

/** The first one first. */
async function domainsOf(forest: Forest): Promise<[KnownDomain, ...KnownDomain[]]> {
  const { domain, netbios, base, domainControllers } = await forest.status({});
  const first = {
    names: { domain, netbios, base },
    controllers: new Set(domainControllers.map(({ name }) => name)),
  };
  // A domain from outside is the only one, and cannot say how it is laid out.
  const topology = await forest.topology({}).catch(() => undefined);
  const all = (topology?.forests ?? [])
    .flatMap(({ domains }) => domains)
    .map((each): KnownDomain => {
      const names = { domain: each.dns, netbios: each.netbios, base: each.base };
      return { names, controllers: new Set(each.domainControllers.map(({ name }) => name)) };
    });
  const home = all.find(({ names }) => names.domain === domain) ?? first;
  return [home, ...all.filter((each) => each !== home)];
}

/** Of a user whom the tenant alone knows, such as its administrator, there is no DN. */
async function accountOf(
  forest: Forest,
  cloud: Tenant | undefined,
  user: string,
): Promise<Directory['account']> {
  const known = await forest.account({ user }).catch(async (error: unknown) => {
    const { password } = (await cloud?.passwordOf({ upn: user }).catch(() => undefined)) ?? {};
    if (password === undefined) throw error;
    return { sam: '', upn: user, dn: '', cloudPassword: password };
  });
  if ('cloudPassword' in known) {
    const { cloudPassword: password, ...account } = known;
    return { ...account, password };
  }
  const { sam, upn, dn } = known;
  try {
    return { sam, upn, dn, ...(await forest.passwordOf({ user })) };
  } catch (error) {
    if (error instanceof ControlError) return { sam, upn, dn, password: null, unknown: error.message };
    throw error;
  }
}

/** By its address, which the certificate bears too: OpenLDAP's client puts the machine's own name in place of `localhost`. */
function urlOf(scheme: string, { host, port }: { readonly host: string; readonly port: number }): string {
  return `${scheme}://${host}:${port}`;
}
