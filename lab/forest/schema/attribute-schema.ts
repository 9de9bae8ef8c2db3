/** Attribute syntaxes by their OIDs ([MS-ADTS] 3.1.1.2.2.2): what is stored, and how values are compared. */
export type Syntax =
  | 'unicode'
  | 'caseIgnore'
  | 'printable'
  | 'ia5'
  | 'numeric'
  | 'oid'
  | 'boolean'
  | 'integer'
  | 'largeInteger'
  | 'enumeration'
  | 'octets'
  | 'sid'
  | 'descriptor'
  | 'utcTime'
  | 'time'
  | 'dn'
  | 'dnBinary';

/** What the schema says of one attribute. */
export interface AttributeSchema {
  /** lDAPDisplayName: `sAMAccountName` */
  readonly name: string;
  /** The name in lower case, as objects are keyed by it. */
  readonly key: string;
  readonly oid: string;
  readonly syntax: Syntax;
  readonly singleValued: boolean;
  /** Clients cannot write it. */
  readonly systemOnly: boolean;
  /** Computed when asked for by name. */
  readonly constructed: boolean;
  /** Each domain controller has its own. */
  readonly notReplicated: boolean;
  readonly inGlobalCatalog: boolean;
  readonly indexed: boolean;
  /** Taken in by ambiguous name resolution. */
  readonly anr: boolean;
  /** Kept when the object is deleted. */
  readonly preserved: boolean;
  /** Even for a forward link, one more for its back link. */
  readonly linkId: number | undefined;
  /** Characters, bytes or the number itself, by syntax. */
  readonly rangeLower: number | undefined;
  readonly rangeUpper: number | undefined;
}

/** Flags of a row, a letter each. */
const FLAGS = {
  singleValued: 's',
  systemOnly: 'x',
  constructed: 'c',
  notReplicated: 'n',
  inGlobalCatalog: 'g',
  indexed: 'i',
  anr: 'a',
  preserved: 't',
} as const;

const ROW = /^(\S+) +([\d.]+) +(\w+)(?: +([sxcngiat]+))?(?: +link=(\d+))?(?: +range=(\d*)-(\d*))?$/;

/**
 * Reads a table of attributes, one in a line: name, OID, syntax, and then perhaps flags (s single-valued, x for the
 * system only, c constructed, n not replicated, g in the global catalog, i indexed, a in ANR, t kept by tombstones),
 * `link=` and `range=`.
 */
export function readAttributes(table: string): AttributeSchema[] {
  return table
    .trim()
    .split('\n')
    .map((line) => readRow(line.trim()));
}

function readRow(line: string): AttributeSchema {
  const [, name = '', oid = '', syntax = '', flags = '', link, lower, upper] = ROW.exec(line) ?? [];
  if (!isSyntax(syntax)) throw new Error(`the schema cannot be read at "${line}"`);
  const has = (flag: keyof typeof FLAGS): boolean => flags.includes(FLAGS[flag]);
  return {
    ...{ name, oid, syntax, key: name.toLowerCase() },
    singleValued: has('singleValued'),
    systemOnly: has('systemOnly') || has('constructed'),
    constructed: has('constructed'),
    notReplicated: has('notReplicated'),
    inGlobalCatalog: has('inGlobalCatalog'),
    indexed: has('indexed'),
    anr: has('anr'),
    preserved: has('preserved'),
    linkId: number(link),
    rangeLower: number(lower),
    rangeUpper: number(upper),
  };
}

function number(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}

/** attributeSyntax and oMSyntax of each ([MS-ADTS] 3.1.1.2.2.2), and the syntax of RFC 4517 that the subschema names. */
export const SYNTAX_OIDS: Readonly<
  Record<Syntax, readonly [attributeSyntax: string, oMSyntax: number, rfc: string]>
> = {
  dn: ['2.5.5.1', 127, '1.3.6.1.4.1.1466.115.121.1.12'],
  oid: ['2.5.5.2', 6, '1.3.6.1.4.1.1466.115.121.1.38'],
  caseIgnore: ['2.5.5.4', 20, '1.2.840.113556.1.4.905'],
  printable: ['2.5.5.5', 19, '1.3.6.1.4.1.1466.115.121.1.44'],
  ia5: ['2.5.5.5', 22, '1.3.6.1.4.1.1466.115.121.1.26'],
  numeric: ['2.5.5.6', 18, '1.3.6.1.4.1.1466.115.121.1.36'],
  dnBinary: ['2.5.5.7', 127, '1.2.840.113556.1.4.903'],
  boolean: ['2.5.5.8', 1, '1.3.6.1.4.1.1466.115.121.1.7'],
  integer: ['2.5.5.9', 2, '1.3.6.1.4.1.1466.115.121.1.27'],
  enumeration: ['2.5.5.9', 10, '1.3.6.1.4.1.1466.115.121.1.27'],
  octets: ['2.5.5.10', 4, '1.3.6.1.4.1.1466.115.121.1.40'],
  utcTime: ['2.5.5.11', 23, '1.3.6.1.4.1.1466.115.121.1.53'],
  time: ['2.5.5.11', 24, '1.3.6.1.4.1.1466.115.121.1.24'],
  unicode: ['2.5.5.12', 64, '1.3.6.1.4.1.1466.115.121.1.15'],
  descriptor: ['2.5.5.15', 66, '1.2.840.113556.1.4.907'],
  largeInteger: ['2.5.5.16', 65, '1.2.840.113556.1.4.906'],
  sid: ['2.5.5.17', 4, '1.3.6.1.4.1.1466.115.121.1.40'],
};

function isSyntax(text: string): text is Syntax {
  return Object.hasOwn(SYNTAX_OIDS, text);
}
