import { sidText } from '../core/identifiers.ts';
import { bytesOf, textOf, type DirectoryObject } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';

/** Containers directly below a domain that its `systemFlags` keep where they are ([MS-ADTS] 6.1.1.4), in lower case. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'builtin',
  'computers',
  'deleted objects',
  'domain controllers',
  'foreignsecurityprincipals',
  'infrastructure',
  'keys',
  'lostandfound',
  'managed service accounts',
  'ntds quotas',
  'program data',
  'system',
  'users',
]);

/** Objects without which a domain is none: the roots, and the containers that have their place. */
export function isFixed(object: DirectoryObject, replica: Replica): boolean {
  if (object.parent === '') return true;
  const classes = object.values('objectclass');
  if (classes.includes('msDS-PasswordSettingsContainer')) return true;
  return object.parent === replica.root.id && CONTAINERS.has(object.rdn.value.toLowerCase());
}

export function isCritical(object: DirectoryObject): boolean {
  return textOf(object, 'iscriticalsystemobject') === 'TRUE';
}

/** Accounts and groups that came with the domain can be renamed and moved; those under CN=Builtin, and machines, not. */
export function staysPut(object: DirectoryObject, replica: Replica): boolean {
  if (isFixed(object, replica)) return true;
  const sid = sidText(bytesOf(object, 'objectsid') ?? Buffer.alloc(0)) ?? '';
  return (
    isCritical(object) && (sid.startsWith('S-1-5-32-') || object.values('objectclass').includes('computer'))
  );
}
