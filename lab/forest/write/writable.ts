import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { isBackLink, SCHEMA } from '../schema/schema.ts';
import { refuseAttribute } from './attribute-refusals.ts';
import { refuse } from './refusals.ts';

/** What the Security Accounts Manager keeps to itself ([MS-SAMR] 3.1.1.8, [MS-ADTS] 3.1.1.5.3.1.1.2), in lower case. */
const OWNED_BY_SAM: ReadonlySet<string> = new Set([
  'badpwdcount',
  'badpasswordtime',
  'lastlogon',
  'lastlogoff',
  'lastlogontimestamp',
  'logoncount',
  'objectsid',
  'samaccounttype',
  'memberof',
  'sidhistory',
  'iscriticalsystemobject',
  'dbcspwd',
  'lmpwdhistory',
  'ntpwdhistory',
  'supplementalcredentials',
  'rid',
]);

/** Says how values are sent, which is how they are sent anyway (RFC 4522). */
const WRITABLE_OPTION = /^binary$/i;

/** The attribute that a client means. Throws LdapRefusalError for one that nobody knows. */
export function namedAttribute(type: string): AttributeSchema {
  const [name = '', ...options] = type.split(';');
  const attribute = SCHEMA.attribute(name);
  if (attribute === undefined || !options.every((option) => WRITABLE_OPTION.test(option))) {
    return refuse('unknownAttribute');
  }
  return attribute;
}

/** Refuses attributes that no client writes, whatever its rights. */
export function keepWritable(attribute: AttributeSchema): void {
  if (OWNED_BY_SAM.has(attribute.key)) refuse('ownedBySam');
  if (isBackLink(attribute)) refuse('backLink');
  if (attribute.systemOnly) refuseAttribute('system', attribute);
}

/** Refuses attributes that objects of these classes do not have. */
export function keepAllowed({ key }: AttributeSchema, classes: readonly string[]): void {
  const { must, may } = SCHEMA.allowed(classes);
  if (!must.has(key) && !may.has(key)) refuse('notAllowedByClass');
}
