import type { AttributeSchema } from '../../schema/attribute-schema.ts';
import { SCHEMA } from '../../schema/schema.ts';
import type { DomainConfig, Placed } from '../domains-of.ts';
import type { ForestMistake } from '../mistake.ts';
import { meant } from './wording.ts';

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
      const wrong = wrongWith(name, typeof values === 'string' ? 1 : values.length);
      return wrong === undefined
        ? []
        : [{ path: [...path, 'users', 'named', n, 'attributes', name], ...wrong }];
    }),
  );
}

function wrongWith(name: string, values: number): Omit<ForestMistake, 'path'> | undefined {
  const { must, may } = SCHEMA.allowed(USER);
  const known = SCHEMA.attributes.filter(({ key }) => must.has(key) || may.has(key));
  const attribute = known.find(({ key }) => key === name.toLowerCase());
  const found = `the attribute ${name}`;
  const instead = INSTEAD[name.toLowerCase()];
  if (instead !== undefined)
    return { found, expected: 'an attribute that no other setting decides', remedy: `Write ${instead}` };
  if (attribute === undefined) {
    const names = known.filter(isFree).map((one) => one.name);
    return { found, expected: 'an attribute that the schema gives to users', remedy: meant(name, names) };
  }
  if (!isFree(attribute)) return { found, expected: 'an attribute of plain text that nothing else decides' };
  if (attribute.singleValued && values > 1)
    return { found: `${values} values of ${name}`, expected: 'one, as the attribute is single-valued' };
  return undefined;
}

function isFree({ key, systemOnly, linkId, syntax }: AttributeSchema): boolean {
  return !systemOnly && linkId === undefined && TEXT.includes(syntax) && !SYSTEM.includes(key);
}
