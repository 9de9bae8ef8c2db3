import { isAllowed, type Network } from './networks.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Person {
  readonly upn: string;
  readonly password: string;
}

export interface DomainController {
  readonly name: string;
  readonly dnsName: string;
  readonly ldap: Address;
  readonly ldaps: Address;
}

/** Who may sign in, by the way their password takes. */
export const PEOPLE = ['managed', 'federated', 'cloudOnly', 'mail'] as const;
export type People = (typeof PEOPLE)[number];

/** The file that `PTALAB_TARGET` names. */
export interface Target {
  readonly tenantId: string;
  /** Where each `name:port` is. */
  readonly names: Readonly<Record<string, Address>>;
  readonly domainControllers: readonly DomainController[];
  /** Path of the lab CA in PEM. */
  readonly trust: string;
  readonly users: Readonly<Record<People, readonly Person[]>>;
  readonly seed: string;
}

/** Without an address of the lab's own, k6 would find the real service under this name. */
const NEEDED = 'login.microsoftonline.com:443';

/**
 * Checks what every script relies on: that the sign-in page is mapped, and that nothing lies outside the allowed
 * networks. Throws Error with the place and the remedy.
 */
export function checkTarget(target: Partial<Target>, allowed: readonly Network[]): Target {
  const { tenantId, names, domainControllers, users, trust, seed } = target;
  const missing = Object.entries({ tenantId, names, domainControllers, users, trust, seed })
    .filter(([, value]) => value === undefined || value === null)
    .map(([name]) => name);
  if (!tenantId || !names || !domainControllers || !users || !trust || seed === undefined)
    throw new Error(
      `the target file lacks ${missing.join(', ') || 'a tenant id'}; \`ptalab load\` writes it whole`,
    );
  if (names[NEEDED] === undefined) throw new Error(`the target file does not say where ${NEEDED} is`);
  for (const [name, address] of addressesOf(names, domainControllers))
    if (!isAllowed(address.host, allowed))
      throw new Error(
        `${name} is at ${address.host}, which is neither loopback nor in PTALAB_ALLOWED_NETWORKS; ` +
          "load goes to the lab's own networks alone",
      );
  const everyone = Object.fromEntries(PEOPLE.map((kind) => [kind, users[kind] ?? []]));
  return { tenantId, names, domainControllers, trust, users: everyone as Target['users'], seed };
}

/** Every `name:port` of the target, domain controllers by their DNS names. */
export function addressesOf(
  names: Target['names'],
  domainControllers: readonly DomainController[],
): [string, Address][] {
  const controllers = domainControllers.flatMap(({ dnsName, ldap, ldaps }): [string, Address][] => [
    [`${dnsName}:389`, ldap],
    [`${dnsName}:636`, ldaps],
  ]);
  return [...Object.entries(names), ...controllers];
}
