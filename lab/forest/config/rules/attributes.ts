import type { AttributeSchema, Syntax } from '../../schema/attribute-schema.ts';
import { SCHEMA } from '../../schema/schema.ts';
import { equalityKey, fittingValue } from '../../write/stored-values.ts';
import type { DomainConfig, Placed } from '../domains-of.ts';
import type { ForestMistake } from '../mistake.ts';
import { meant, rangeWanted } from './wording.ts';

/** Attributes that follow from other settings of a user, in lower case. */
const INSTEAD: Readonly<Record<string, string>> = {
  samaccountname: '`sam`',
  userprincipalname: '`upn`',
  mail: '`upn`',
  cn: '`name`',
  name: '`name`',
  displayname: '`name`',
  department: '`department`',
  memberof: '`memberOf`',
  logonhours: '`logonHours`',
  userworkstations: '`workstations`',
  useraccountcontrol: '`enabled`, `smartCardRequired` or `passwordNeverExpires`',
  accountexpires: '`accountExpires`',
  pwdlastset: '`mustChangePassword` or `passwordExpired`',
  unicodepwd: '`password`',
  userpassword: '`password`',
};
/** What the system decides, though a client could write some of it. */
const SYSTEM = [
  'objectclass',
  'objectcategory',
  'primarygroupid',
  'samaccounttype',
  'lockouttime',
  'instancetype',
];
const TEXT: readonly string[] = [
  'unicode',
  'caseIgnore',
  'printable',
  'ia5',
  'numeric',
  'integer',
  'largeInteger',
  'boolean',
];
const USER = ['user'];

/** Attributes of named users: those of the schema that a user may have and that nothing else decides. */
export function attributeRules({ config: { users }, path }: Placed<DomainConfig>): ForestMistake[] {
  return users.named.flatMap(({ attributes }, n) =>
    Object.entries(attributes).flatMap(([name, values]) => {
      const place = [...path, 'users', 'named', n, 'attributes', name];
      return wrongWith(name, typeof values === 'string' ? [values] : values).map((wrong) => ({
        path: place,
        ...wrong,
      }));
    }),
  );
}

function wrongWith(name: string, values: readonly string[]): Omit<ForestMistake, 'path'>[] {
  const { must, may } = SCHEMA.allowed(USER);
  const known = SCHEMA.attributes.filter(({ key }) => must.has(key) || may.has(key));
  const attribute = known.find(({ key }) => key === name.toLowerCase());
  const found = `the attribute ${name}`;
  const instead = INSTEAD[name.toLowerCase()];
  if (instead !== undefined)
    return [{ found, expected: 'an attribute that no other setting decides', remedy: `Write ${instead}` }];
  if (attribute === undefined) {
    const names = known.filter(isFree).map((one) => one.name);
    return [{ found, expected: 'an attribute that the schema gives to users', remedy: meant(name, names) }];
  }
  if (!isFree(attribute))
    return [{ found, expected: 'an attribute of plain text that nothing else decides' }];
  if (attribute.singleValued && values.length > 1)
    return [
      { found: `${values.length} values of ${name}`, expected: 'one, as the attribute is single-valued' },
    ];
  return [...unfit(attribute, values), ...alike(attribute, values)];
}

/** How values of a syntax are written. */
const WRITTEN: Readonly<Partial<Record<Syntax, string>>> = {
  boolean: 'TRUE or FALSE',
  integer: 'a whole number of 32 bits',
  largeInteger: 'a whole number of 64 bits',
  numeric: 'digits and spaces',
  printable: 'ASCII characters',
  ia5: 'ASCII characters',
};

function unfit(attribute: AttributeSchema, values: readonly string[]): Omit<ForestMistake, 'path'>[] {
  return values.flatMap((value) => {
    const fitting = fittingValue(attribute, Buffer.from(value));
    if (!('problem' in fitting)) return [];
    const ofSyntax = WRITTEN[attribute.syntax] ?? 'text';
    const expected = fitting.problem === 'syntax' ? ofSyntax : rangeWanted(attribute.name);
    return [{ found: `${shortened(value)} for ${attribute.name}`, expected }];
  });
}

/** Values are alike as the attribute compares them. */
function alike(attribute: AttributeSchema, values: readonly string[]): Omit<ForestMistake, 'path'>[] {
  const keys = values.map((value) => equalityKey(attribute, value));
  return values
    .filter((_, n) => keys.indexOf(keys[n] ?? '') < n)
    .map((value) => ({
      found: `${shortened(value)} a second time`,
      expected: 'each value of an attribute once',
    }));
}

const SHOWN = 40;

function shortened(value: string): string {
  return value.length > SHOWN ? `${value.length} characters` : `"${value}"`;
}

function isFree({ key, systemOnly, linkId, syntax }: AttributeSchema): boolean {
  return !systemOnly && linkId === undefined && TEXT.includes(syntax) && !SYSTEM.includes(key);
}
