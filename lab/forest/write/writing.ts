import { controlOf } from '../../ldap/control-value.ts';
import type { LdapControl } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import type { Caller, DirectoryContext } from '../topology/context.ts';
import { refuse } from './refusals.ts';

/** A write under way: where, by whom, and how it was asked for. */
export interface Writing extends DirectoryContext {
  readonly caller: Caller;
  /** The lab itself, whom no rights bind. */
  readonly unbound: boolean;
  /** Adding what is there and deleting what is not are no mistakes ([MS-ADTS] 3.1.1.3.4.1.8). */
  readonly permissive: boolean;
  readonly showDeleted: boolean;
  readonly treeDelete: boolean;
  /** An administrator's reset keeps to the password history too. */
  readonly policyHints: boolean;
}

type Asked = Pick<Writing, 'permissive' | 'showDeleted' | 'treeDelete' | 'policyHints'>;

/** Nobody writes before a bind, or on the global catalog's ports. Throws LdapRefusalError. */
export function writingOf(context: DirectoryContext, controls: readonly LdapControl[]): Writing {
  const { caller } = context;
  if (caller === undefined) refuse('bindFirst');
  if (context.globalCatalog) refuse('globalCatalog');
  return { ...context, ...askedBy(controls), caller, unbound: false };
}

function askedBy(controls: readonly LdapControl[]): Asked {
  const has = (...oids: readonly string[]): boolean =>
    oids.some((oid) => controlOf(controls, oid) !== undefined);
  return {
    permissive: has(Oid.permissiveModify),
    showDeleted: has(Oid.showDeleted),
    treeDelete: has(Oid.treeDelete),
    policyHints: has(Oid.policyHints, Oid.policyHintsDeprecated),
  };
}

type Place = Pick<DirectoryContext, 'forest' | 'domain' | 'dc' | 'history'>;

/** The lab itself writes, as an administrator with all rights. */
export function labWriting({ forest, domain, dc, history }: Place): Writing {
  const caller = { id: '', sam: 'administrator', domain, sid: '', groups: new Set<string>() };
  const connection = { globalCatalog: false, from: 'the lab', secure: true };
  return { forest, domain, dc, history, ...connection, ...askedBy([]), caller, unbound: true };
}
