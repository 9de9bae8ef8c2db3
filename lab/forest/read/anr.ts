import type { Filter } from '../../ldap/filter.ts';
import { SCHEMA } from '../schema/schema.ts';

/**
 * Ambiguous name resolution ([MS-ADTS] 3.1.1.3.1.3.3): the beginning of any of the names that take part, and with a
 * space in it given name and surname in either order; `=` before it asks for the whole name.
 */
export function anrFilter(value: Buffer): Filter {
  const text = value.toString().trim();
  const exact = text.startsWith('=');
  const name = exact ? text.slice(1) : text;
  const names = SCHEMA.attributes
    .filter(({ anr }) => anr)
    .map(({ name: attribute }) => part(attribute, name, exact));
  const space = name.indexOf(' ');
  if (space < 0) return { kind: 'or', filters: names };
  const [first, last] = [name.slice(0, space), name.slice(space + 1)];
  return { kind: 'or', filters: [...names, both(first, last, exact), both(last, first, exact)] };
}

function both(given: string, surname: string, exact: boolean): Filter {
  return { kind: 'and', filters: [part('givenName', given, exact), part('sn', surname, exact)] };
}

function part(attribute: string, text: string, exact: boolean): Filter {
  const value = Buffer.from(text);
  return exact
    ? { kind: 'equal', attribute, value }
    : { kind: 'substring', attribute, initial: value, any: [] };
}
