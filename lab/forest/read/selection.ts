import type { OutgoingEntry } from '../../ldap/responses.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { guidBytes, sidText } from '../core/identifiers.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import { bytesOf, type Values } from '../store/object.ts';
import { presentAttributes, valuesOf } from './attribute-values.ts';
import { byName } from './naming-contexts.ts';
import { ReadRefusal } from './refusals.ts';
import { descriptorOf } from './security-descriptor.ts';
import type { Reading, Sourced } from './source.ts';

/** One attribute that a search asked for, as it was spelled, with the part of its values that is wanted. */
interface Wanted {
  readonly attribute: AttributeSchema;
  readonly options: readonly string[];
  readonly range: Range | undefined;
}

interface Range {
  readonly from: number;
  /** Undefined for `*`. */
  readonly to: number | undefined;
}

/** What of each entry a search wants. */
export interface Selection {
  readonly all: boolean;
  readonly wanted: readonly Wanted[];
  readonly typesOnly: boolean;
  readonly extendedDn: 'hex' | 'string' | undefined;
  /** Parts of security descriptors; asked for, these come without their name ([MS-ADTS] 6.1.3.2). */
  readonly descriptorParts?: number | undefined;
  /** A range beyond the values is empty, and no error ([MS-ADTS] 3.1.1.3.4.1.16). */
  readonly rangesForgiven?: boolean;
}

const RANGE = /^range=(\d{1,9})-(\d{1,9}|\*)$/i;
const MOST_ATTRIBUTES = 1_000;
const DESCRIPTOR = SCHEMA.attribute('nTSecurityDescriptor');

/** Reads the list of attributes: none named and `*` mean all, `1.1` none; names that nobody knows are passed over. */
export function readSelection(names: readonly string[], rest: Omit<Selection, 'all' | 'wanted'>): Selection {
  if (names.length > MOST_ATTRIBUTES) throw new LdapRefusalError({ code: ResultCode.adminLimitExceeded });
  const wanted = names.flatMap((name) => readWanted(name) ?? []);
  return { all: names.length === 0 || names.includes('*'), wanted, ...rest };
}

function readWanted(name: string): Wanted | undefined {
  const [type = '', ...options] = name.split(';');
  const attribute = SCHEMA.attribute(type.trim());
  if (attribute === undefined) return undefined;
  const asked = options.map((option) => RANGE.exec(option)).find((match) => match !== null);
  const range =
    asked === undefined
      ? undefined
      : { from: Number(asked[1]), to: asked[2] === '*' ? undefined : Number(asked[2]) };
  return { attribute, options: options.filter((option) => !RANGE.test(option)), range };
}

/** An entry on its way out. Throws LdapRefusalError for a range beyond the values. */
export function select(source: Sourced, selection: Selection, reading: Reading): OutgoingEntry {
  const chosen = new Map<string, Wanted>();
  if (selection.all) {
    for (const attribute of presentAttributes(source)) {
      chosen.set(attribute.key, { attribute, options: [], range: undefined });
    }
  }
  if (selection.all && selection.descriptorParts !== undefined && DESCRIPTOR !== undefined) {
    chosen.set(DESCRIPTOR.key, { attribute: DESCRIPTOR, options: [], range: undefined });
  }
  for (const wanted of selection.wanted) chosen.set(wanted.attribute.key, wanted);
  const attributes = [...chosen.values()].flatMap((wanted) => {
    const row = rowOf(wanted, source, selection, reading);
    return row === undefined ? [] : [row];
  });
  return { dn: nameOf(source, selection), attributes };
}

type Row = readonly [string, Values];

function rowOf(wanted: Wanted, source: Sourced, selection: Selection, reading: Reading): Row | undefined {
  const { attribute, options, range } = wanted;
  const all =
    attribute === DESCRIPTOR
      ? descriptorOf(source, reading, selection.descriptorParts)
      : extended(attribute, valuesOf(attribute, source, reading), selection, reading);
  if (all.length === 0) return undefined;
  const name = [attribute.name, ...options].join(';');
  const most = reading.forest.settings.maxValRange;
  if (range === undefined && all.length <= most) return [name, selection.typesOnly ? [] : all];
  const { from, to = Infinity } = range ?? { from: 0, to: undefined };
  if (from >= all.length || to < from) {
    if (selection.rangesForgiven === true) return [`${name};range=${from}-*`, []];
    throw new LdapRefusalError(ReadRefusal.rangeBeyond);
  }
  const end = Math.min(to, from + most - 1, all.length - 1);
  const isLast = end === all.length - 1;
  const part = selection.typesOnly ? [] : all.slice(from, end + 1);
  return [`${name};range=${from}-${isLast ? '*' : end}`, part];
}

/** Names of other objects, with their ids before them where that was asked for ([MS-ADTS] 3.1.1.3.4.1.5). */
function extended(
  { syntax }: AttributeSchema,
  values: Values,
  { extendedDn }: Selection,
  reading: Reading,
): Values {
  if (extendedDn === undefined || syntax !== 'dn') return values;
  return values.map((value) => {
    const found = byName(String(value), reading);
    return found === undefined ? value : withIds(found, extendedDn);
  });
}

function nameOf(source: Sourced, { extendedDn }: Selection): string {
  return extendedDn === undefined ? source.replica.dnOf(source.object) : withIds(source, extendedDn);
}

function withIds({ object, replica }: Sourced, form: 'hex' | 'string'): string {
  const sid = bytesOf(object, 'objectsid');
  const guid = form === 'hex' ? guidBytes(object.id).toString('hex') : object.id;
  const ids = [`<GUID=${guid}>`];
  if (sid !== undefined) ids.push(`<SID=${form === 'hex' ? sid.toString('hex') : sidText(sid)}>`);
  return [...ids, replica.dnOf(object)].join(';');
}
