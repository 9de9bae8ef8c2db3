/** A distinguished name made comparable: types and values in lower case, escapes undone, outer spaces gone. */
export type DnKey = string;

const SEPARATOR = '\u0000';
const RDN = /^\s*([a-z][a-z0-9-]*|\d+(?:\.\d+)+)\s*=\s*([\s\S]*)$/i;
const PIECES = /(?:\\(?:[0-9a-f]{2}|[^0-9a-f])|[^\\,])*/iy;
const MAX_LENGTH = 8_192;

/**
 * Key under which two spellings of one name (RFC 4514) are equal; undefined for text that is no name. Multi-valued
 * RDNs are one value to it, as Active Directory has none.
 */
export function dnKey(text: string): DnKey | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (text.trim() === '') return '';
  const keys: string[] = [];
  for (let offset = 0; offset <= text.length;) {
    PIECES.lastIndex = offset;
    const piece = PIECES.exec(text)?.[0] ?? '';
    const end = offset + piece.length;
    if (end < text.length && text[end] !== ',') return undefined;
    const [, type, value] = RDN.exec(piece) ?? [];
    if (type === undefined || value === undefined || value.trim() === '') return undefined;
    keys.push(`${type.toLowerCase()}=${unescape(value.trim()).toLowerCase()}`);
    offset = end + 1;
  }
  return keys.join(SEPARATOR);
}

/** The first part of a name and what follows it. */
export interface SplitName {
  readonly type: string;
  /** Escapes undone. */
  readonly value: string;
  readonly parent: string;
}

/** Parts a name after its first level, keeping its spelling; undefined for text that is no name. */
export function splitName(text: string): SplitName | undefined {
  if (dnKey(text) === undefined) return undefined;
  PIECES.lastIndex = 0;
  const piece = PIECES.exec(text)?.[0] ?? '';
  const [, type, value] = RDN.exec(piece) ?? [];
  if (type === undefined || value === undefined) return undefined;
  return { type, value: unescape(value.trim()), parent: text.slice(piece.length + 1).trim() };
}

/** Undoes `\2C` and `\,`; runs of hex pairs are UTF-8. */
function unescape(value: string): string {
  return value
    .replace(/(?:\\[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('\\', ''), 'hex').toString('utf8'))
    .replace(/\\([^0-9a-f])/gi, '$1');
}

/** Whether `key` is `base` or below it. */
export function isWithin(key: DnKey, base: DnKey): boolean {
  return key === base || base === '' || key.endsWith(SEPARATOR + base);
}

/** The name one level up; '' for a name of one level. */
export function parentKey(key: DnKey): DnKey {
  const cut = key.indexOf(SEPARATOR);
  return cut < 0 ? '' : key.slice(cut + 1);
}

/** Escapes a value for use in a name (RFC 4514 section 2.4). */
export function escapeDnValue(value: string): string {
  return value
    .replace(/[,+"\\<>;=]/g, '\\$&')
    .replace(/[\0\n\r]/g, (one) => `\\0${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
    .replace(/\p{Cc}/gu, (control) => `\\${Buffer.from(control).toString('hex').toUpperCase()}`);
}
