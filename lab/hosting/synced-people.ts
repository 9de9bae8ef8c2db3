import type { SyncedPopulation } from '../cloud/index.ts';
import { inventedPeople, type ForestConfig, type InventedPeople } from '../forest/index.ts';

type Exported = NonNullable<ReturnType<SyncedPopulation['byUpn']>>;
type Person = NonNullable<ReturnType<InventedPeople['byUpn']>>;

/** A forest's generated users as a Connect server would export each of them, computed here as the forest computes them. */
export function syncedPeople(config: ForestConfig, seed: string, now: number): SyncedPopulation | undefined {
  const people = inventedPeople(config, seed);
  return people === undefined ? undefined : new SyncedPeople(people, now);
}

class SyncedPeople implements SyncedPopulation {
  readonly #people: InventedPeople;
  readonly #created: number;

  constructor(people: InventedPeople, created: number) {
    this.#people = people;
    this.#created = created;
  }

  get count(): number {
    return this.#people.count;
  }

  get upnSuffix(): string {
    return this.#people.upnSuffix;
  }

  byUpn(upn: string): Exported | undefined {
    return this.#exported(this.#people.byUpn(upn));
  }

  byAnchor(sourceAnchor: string): Exported | undefined {
    return this.#exported(this.#byAnchor(sourceAnchor));
  }

  byAddress(address: string): Exported | undefined {
    return this.#exported(this.#people.byMail(address));
  }

  page(from: number, size: number): readonly Exported[] {
    return this.#people.slice(from, size).flatMap((person) => this.#exported(person) ?? []);
  }

  passwordHashOf(sourceAnchor: string): string | undefined {
    const person = this.#byAnchor(sourceAnchor);
    return person && this.#people.passwordHashOf(person).toString('hex');
  }

  #byAnchor(sourceAnchor: string): Person | undefined {
    return this.#people.byGuid(Buffer.from(sourceAnchor, 'base64'));
  }

  #exported(person: Person | undefined): Exported | undefined {
    if (person === undefined) return undefined;
    const { upn, displayName, mail, guid } = person;
    return {
      ...{ sourceAnchor: guid.toString('base64'), userPrincipalName: upn, displayName },
      ...{ accountEnabled: true, mail, addresses: [mail], passwordChangedAt: this.#created },
    };
  }
}
