import { dnKey, type DnKey } from '../../ldap/dn.ts';
import { guidText, sidText } from '../core/identifiers.ts';
import type { Replica } from '../store/replica.ts';
import { schemaContext } from './schema-context.ts';
import type { Reading, Sourced } from './source.ts';

/** Everything that a domain controller can name an object of: its domain first, then the others', configuration, schema. */
export function namingContexts({ forest, domain, dc }: Where): Pick<Sourced, 'domain' | 'replica'>[] {
  return [
    ...forest.replicasFor(domain, dc),
    { domain: undefined, replica: forest.configuration },
    { domain: undefined, replica: schemaContext(forest) },
  ];
}

type Where = Pick<Reading, 'forest' | 'domain' | 'dc'>;

/** Of an extended name the first id counts. */
const ID_FORM = /^\s*<(GUID|SID)=([^>]{1,200})>(?:;.*)?$/i;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BYTES = /^(?:[0-9a-f]{2}){8,68}$/i;

/** The object of a distinguished name, `<GUID=…>` or `<SID=…>`, whose ids are text or bytes in hex ([MS-ADTS] 3.1.1.3.1.2.4). */
export function byName(name: string, where: Where): Sourced | undefined {
  const [, form, id = ''] = ID_FORM.exec(name) ?? [];
  if (form === undefined) return byKey(dnKey(name), where);
  const find = form.toUpperCase() === 'SID' ? bySid(id) : byGuid(id);
  return find && firstOf(where, find);
}

export function byKey(key: DnKey | undefined, where: Where): Sourced | undefined {
  return key === undefined || key === '' ? undefined : firstOf(where, (replica) => replica.byKey(key));
}

type Find = (replica: Replica) => Sourced['object'] | undefined;

function firstOf(where: Where, find: Find): Sourced | undefined {
  for (const context of namingContexts(where)) {
    const object = find(context.replica);
    if (object !== undefined) return { ...context, object };
  }
  return undefined;
}

function byGuid(id: string): Find | undefined {
  const text = GUID.test(id) ? id : BYTES.test(id) ? guidText(Buffer.from(id, 'hex')) : undefined;
  return text === undefined ? undefined : (replica) => replica.get(text.toLowerCase());
}

function bySid(id: string): Find | undefined {
  const text = BYTES.test(id) ? sidText(Buffer.from(id, 'hex')) : id;
  return text === undefined ? undefined : (replica) => replica.find('objectsid', text)[0];
}
