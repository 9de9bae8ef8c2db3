import { filetime, generalizedTime, NEVER } from '../core/filetime.ts';
import { guidBytes, sidBytes, sidText } from '../core/identifiers.ts';
import { accountOf } from '../domain/account.ts';
import { agesNever, computedAccountControl } from '../domain/user-account-control.ts';
import { policyFor, resultantSettings } from '../passwords/password-settings.ts';
import { knowsMembers } from './catalog-members.ts';
import {
  allowedAttributes,
  allowedChildren,
  descriptorRights,
  makeableChildren,
  writableAttributes,
} from './effective-rights.ts';
import { mastersOf } from './masters.ts';
import { subschemaOf, type Subschema } from '../schema/subschema.ts';
import { descriptorOf } from './security-descriptor.ts';
import { isBackLink, SCHEMA } from '../schema/schema.ts';
import { bytesOf, textOf, type Values } from '../store/object.ts';
import { groupSidsOf, type GroupScope } from '../topology/membership.ts';
import { dnById, type Reading, type Sourced } from './source.ts';

export type Construct = (source: Sourced, reading: Reading) => Values;

const one = (value: string | undefined): Values => (value === undefined ? [] : [value]);
const classesOf = ({ object }: Sourced): string[] => object.values('objectclass').map(String);
const isAccount = ({ object }: Sourced): boolean => object.values('useraccountcontrol').length > 0;

/** Of one domain controller's own keeping; only accounts have them. */
const counter =
  (read: (source: Sourced) => string): Construct =>
  (source) =>
    isAccount(source) ? [read(source)] : [];

/** Attributes of every object that are kept beside its values. */
export const KEPT: Readonly<Record<string, Construct>> = {
  objectguid: ({ object }) => [guidBytes(object.id)],
  distinguishedname: ({ object, replica }) => [replica.dnOf(object)],
  name: ({ object }) => [object.rdn.value],
  whencreated: ({ object }) => [generalizedTime(object.created)],
  whenchanged: ({ object }) => [generalizedTime(object.changed)],
  usncreated: ({ object }) => [String(object.usnCreated)],
  usnchanged: ({ object }) => [String(object.usnChanged)],
  badpwdcount: counter(({ object, replica }) => String(replica.logons.read(object.id).badPwdCount)),
  badpasswordtime: counter(({ object, replica }) => filetime(replica.logons.read(object.id).badPasswordTime)),
  lastlogon: counter(({ object, replica }) => filetime(replica.logons.read(object.id).lastLogon)),
  logoncount: counter(({ object, replica }) => String(replica.logons.read(object.id).logonCount)),
  masteredby: mastersOf,
  'msds-masteredby': mastersOf,
  lastlogoff: counter(() => '0'),
  lastlogontimestamp: ({ object, replica }) => {
    const at = replica.logons.read(object.id).lastLogonTimestamp;
    return at === 0 ? [] : [filetime(at)];
  },
};

let subschema: Subschema | undefined;

/** What the subschema entry alone has ([MS-ADTS] 3.1.1.3.1.1.1). */
function ofSubschema(read: (of: Subschema) => Values): Construct {
  return (source) =>
    classesOf(source).includes('subSchema') ? read((subschema ??= subschemaOf(SCHEMA))) : [];
}

/** Constructed attributes ([MS-ADTS] 3.1.1.4.5): answered when asked for by name. */
export const CONSTRUCTED: Readonly<Record<string, Construct>> = {
  canonicalname: (source) => [canonicalName(source)],
  structuralobjectclass: (source) => SCHEMA.chain(SCHEMA.structuralOf(classesOf(source))?.name ?? ''),
  createtimestamp: ({ object }) => [generalizedTime(object.created)],
  modifytimestamp: ({ object }) => [generalizedTime(object.changed)],
  subschemasubentry: (_, { forest }) => [`CN=Aggregate,${forest.schemaDn}`],
  parentguid: ({ object }) => (object.parent === '' ? [] : [guidBytes(object.parent)]),
  'msds-parentdistname': ({ object }, reading) =>
    one(object.parent === '' ? undefined : dnById(reading, object.parent)),
  allowedattributes: (source) => allowedAttributes(source),
  allowedattributeseffective: writableAttributes,
  allowedchildclasses: (source) => allowedChildren(source),
  allowedchildclasseseffective: makeableChildren,
  sdrightseffective: (_, reading) => [descriptorRights(reading)],
  attributetypes: ofSubschema(({ attributeTypes }) => attributeTypes),
  objectclasses: ofSubschema(({ objectClasses }) => objectClasses),
  ditcontentrules: ofSubschema(({ dITContentRules }) => dITContentRules),
  extendedattributeinfo: ofSubschema((s) => s.extendedAttributeInfo),
  extendedclassinfo: ofSubschema((s) => s.extendedClassInfo),
  primarygrouptoken: (source) => (classesOf(source).includes('group') ? [String(ridOf(source))] : []),
  'msds-principalname': ({ object, domain }) => {
    const sam = textOf(object, 'samaccountname');
    return one(sam === undefined || domain === undefined ? undefined : `${domain.names.netbios}\\${sam}`);
  },
  'msds-user-account-control-computed': (source, reading) =>
    ofAccount(source, reading, (account, policy) => [
      String(computedAccountControl(account, policy, reading.now)),
    ]),
  'msds-userpasswordexpirytimecomputed': (source, reading) =>
    ofAccount(source, reading, (account, { password }) => {
      if (agesNever(account) || password.maxAge === 0) return [NEVER];
      return [account.pwdLastSet === 0 ? '0' : filetime(account.pwdLastSet + password.maxAge)];
    }),
  'msds-resultantpso': ({ object, domain, replica }, { forest }) => {
    if (domain === undefined || accountOf(object) === undefined) return [];
    const settings = resultantSettings({ forest, domain, dc: replica.dc }, object);
    return settings === undefined ? [] : [replica.dnOf(settings)];
  },
  ntsecuritydescriptor: (source, reading) => descriptorOf(source, reading),
  tokengroups: tokenGroups('here'),
  tokengroupsnogcacceptable: tokenGroups('here'),
  tokengroupsglobalanduniversal: tokenGroups('everywhere'),
  'msds-keyversionnumber': (source) => (isAccount(source) ? ['2'] : []),
  'msds-approx-immed-subordinates': ({ object, replica }) => {
    const children = replica.children(object.id);
    let count = 0;
    while (count < 1_000 && children.next().done !== true) count++;
    return [String(count)];
  },
};

/** Attributes whose value needs an object to start from: only a base search reads them. */
export const BASE_ONLY: ReadonlySet<string> = new Set([
  'tokengroups',
  'tokengroupsnogcacceptable',
  'tokengroupsglobalanduniversal',
]);

function ofAccount(
  { object, domain, replica }: Sourced,
  { forest }: Reading,
  read: (account: NonNullable<ReturnType<typeof accountOf>>, policy: ReturnType<typeof policyFor>) => Values,
): Values {
  const account = accountOf(object);
  if (account === undefined || domain === undefined) return [];
  return read(account, policyFor({ forest, domain, dc: replica.dc }, account));
}

function tokenGroups(scope: GroupScope): Construct {
  return ({ object, domain, replica }: Sourced, { forest }: Reading) => {
    if (domain === undefined) return [];
    return [...groupSidsOf(forest, domain, replica.dc, object, scope)].filter(Boolean).map(sidBytes);
  };
}

function ridOf({ object }: Sourced): number {
  const sid = sidText(bytesOf(object, 'objectsid') ?? Buffer.alloc(0)) ?? '';
  return Number(sid.slice(sid.lastIndexOf('-') + 1));
}

/** `corp.contoso.com/Staff/Ada Byron` */
function canonicalName({ object, replica }: Sourced): string {
  const path: string[] = [];
  let each: typeof object | undefined = object;
  while (each !== undefined && each.parent !== '') {
    path.unshift(each.rdn.value.replaceAll('/', '\\/'));
    each = replica.get(each.parent);
  }
  const domain = replica.base
    .split(',')
    .filter((part) => part.startsWith('DC='))
    .map((part) => part.slice(3))
    .join('.');
  return path.length === 0 ? `${domain}/` : `${domain}/${path.join('/')}`;
}

/** Names of the objects that point at this one, when the attribute is a back link; else undefined. */
export function backLinked(key: string, { object }: Sourced, reading: Reading): Values | undefined {
  const attribute = SCHEMA.attribute(key);
  const forward =
    attribute !== undefined && isBackLink(attribute) ? SCHEMA.linkPartner(attribute) : undefined;
  if (forward === undefined) return undefined;
  const { forest, domain, dc, globalCatalog } = reading;
  const replicas = globalCatalog
    ? forest.replicasFor(domain, dc)
    : forest.replicasFor(domain, dc).slice(0, 1);
  return replicas.flatMap(({ replica }) =>
    [...replica.backLinks(forward.key, object.id)].flatMap((id) => {
      const source = replica.get(id);
      const isKnown =
        source !== undefined && (forward.key !== 'member' || knowsMembers(source, replica, reading));
      return isKnown ? [replica.dnOf(source)] : [];
    }),
  );
}
