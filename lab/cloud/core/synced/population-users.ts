import type { Domains } from '../domains.ts';
import type { CloudUser } from '../user.ts';
import { cloudName, nameOnPremises } from './cloud-name.ts';
import type { ExportedUser } from './exported-user.ts';
import { ObjectIds } from './object-id.ts';
import type { SyncedPopulation } from './population.ts';

/** A tenant's sight of a population: user objects made as they are asked for, and never kept. */
export class PopulationUsers {
  readonly #population: SyncedPopulation;
  readonly #domains: Domains;
  readonly #ids: ObjectIds;
  /** Digest of a synced hash, once hashes have been synced. */
  #digest: ((userId: string, ntHash: string) => string) | undefined;

  constructor(population: SyncedPopulation, tenantId: string, domains: Domains) {
    this.#population = population;
    this.#domains = domains;
    this.#ids = new ObjectIds(tenantId);
  }

  get count(): number {
    return this.#population.count;
  }

  /** From now on the users have the passwords that they started with. */
  takeHashes(digest: (userId: string, ntHash: string) => string): void {
    this.#digest = digest;
  }

  byUpn(upn: string): CloudUser | undefined {
    const { upnSuffix } = this.#population;
    const user = this.#made(this.#population.byUpn(nameOnPremises(upn, upnSuffix, this.#domains)));
    return user?.upn.toLowerCase() === upn.toLowerCase() ? user : undefined;
  }

  byAnchor(anchor: string): CloudUser | undefined {
    return this.#made(this.#population.byAnchor(anchor));
  }

  byId(id: string): CloudUser | undefined {
    const anchor = this.#ids.anchorOf(id);
    return anchor === undefined ? undefined : this.byAnchor(anchor);
  }

  byAlternateLoginId(address: string): CloudUser | undefined {
    return this.#made(this.#population.byAddress(address));
  }

  page(from: number, size: number): readonly CloudUser[] {
    return this.#population.page(from, size).flatMap((one) => this.#made(one) ?? []);
  }

  #made(exported: ExportedUser | undefined): CloudUser | undefined {
    const id = exported && this.#ids.of(exported.sourceAnchor);
    if (exported === undefined || id === undefined) return undefined;
    const { sourceAnchor, mail, userPrincipalName, passwordChangedAt } = exported;
    const hashOf = (): string | undefined => this.#hashOf(id, sourceAnchor);
    return {
      id,
      upn: cloudName(userPrincipalName, this.#domains),
      displayName: exported.displayName,
      enabled: exported.accountEnabled,
      userType: 'Member',
      immutableId: sourceAnchor,
      onPremisesUpn: userPrincipalName,
      passwordChangedAt: passwordChangedAt ?? 0,
      tokensValidFrom: 0,
      roles: [],
      ...(mail !== undefined && { mail }),
      ...(exported.addresses !== undefined && { alternateLoginIds: exported.addresses }),
      // Made when it is looked at: most users are listed, or found, without anybody's asking for it.
      get passwordHash() {
        return hashOf();
      },
    };
  }

  #hashOf(id: string, sourceAnchor: string): string | undefined {
    const ntHash = this.#digest && this.#population.passwordHashOf(sourceAnchor);
    return ntHash === undefined ? undefined : this.#digest?.(id, ntHash);
  }
}
