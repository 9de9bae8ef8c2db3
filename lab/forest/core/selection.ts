import type { OutgoingEntry } from '../../ldap/responses.ts';
import type { Entry } from './entry.ts';

const NO_ATTRIBUTES = '1.1';

/** The attributes that a search asked for: none named means all, `1.1` none; names come back in the schema's spelling. */
export function select(entry: Entry, wanted: readonly string[], typesOnly: boolean): OutgoingEntry {
  const attributes = [...namesOf(entry, wanted)]
    .map((name) => [name, entry.values(name)] as const)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => [name, typesOnly ? [] : values] as const);
  return { dn: entry.dn, attributes };
}

function namesOf(entry: Entry, wanted: readonly string[]): ReadonlySet<string> {
  if (wanted.length === 0) return new Set(entry.names);
  const named = wanted
    .filter((name) => name !== '*' && name !== NO_ATTRIBUTES)
    .map((name) => entry.spelling(name));
  return new Set(wanted.includes('*') ? [...entry.names, ...named] : named);
}
