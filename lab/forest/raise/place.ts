import type { Domain } from '../domain/domain.ts';
import type { DirectoryObject, ObjectId, Rdn, Values } from '../store/object.ts';

/** An object to be made while a domain is raised. */
export interface NewObject {
  readonly parent: ObjectId;
  readonly name: string;
  /** All of them, `top` first. */
  readonly classes: readonly string[];
  /** CN of the class's category. */
  readonly category: string;
  /** Further attributes, in lower case. */
  readonly values: Iterable<readonly [string, Values]>;
}

/** Makes an object at the PDC emulator; the others have it when all is raised. */
export function place(domain: Domain, schema: string, wanted: NewObject): DirectoryObject {
  const rdn: Rdn = { type: 'CN', value: wanted.name };
  const values = new Map<string, Values>([
    ['objectclass', wanted.classes],
    ['objectcategory', [`CN=${wanted.category},${schema}`]],
    ['instancetype', ['4']],
    ['cn', [wanted.name]],
    ...wanted.values,
  ]);
  const id = domain.newId();
  const made = domain.write(domain.pdcEmulator, { id, values, place: { parent: wanted.parent, rdn } });
  if (made === undefined) throw new Error(`${domain.names.dns} did not take ${wanted.name}`);
  return made;
}

/** A container below the domain by its key's first levels, such as `ou=staff` or `cn=users`. */
export function containerOf(domain: Domain, ...levels: readonly string[]): ObjectId {
  const found = domain.at(domain.pdcEmulator).byKey([...levels, domain.baseKey].join('\u0000'));
  if (found === undefined) throw new Error(`${domain.names.dns} has no container ${levels.join(', ')}`);
  return found.id;
}

/** Somebody of a domain by sAMAccountName. */
export function principalOf(domain: Domain, sam: string): DirectoryObject | undefined {
  return domain.at(domain.pdcEmulator).find('samaccountname', sam)[0];
}
