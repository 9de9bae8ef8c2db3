import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapResult } from '../../ldap/message.ts';
import type { CompareRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { normalized } from '../schema/comparison.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { valuesOf } from './attribute-values.ts';
import { wantedKey } from './filter.ts';
import { locate } from './locate.ts';
import { ReadRefusal } from './refusals.ts';
import { readingOf } from './source.ts';

/** Whether an object has a value, by the attribute's syntax. Throws LdapRefusalError. */
export function compare(
  context: DirectoryContext,
  { dn, attribute: name, value }: CompareRequest,
): LdapResult {
  if (context.caller === undefined) throw new LdapRefusalError(ReadRefusal.bindFirst);
  const reading = readingOf(context);
  const source = locate(dn, reading);
  const attribute = SCHEMA.attribute(name);
  if (attribute === undefined) return { code: ResultCode.compareFalse };
  const values = valuesOf(attribute, source, reading);
  if (values.length === 0) return { code: ResultCode.compareFalse };
  const wanted = wantedKey(attribute, value, reading);
  const equal = values.some((each) => wanted !== undefined && normalized(attribute, each) === wanted);
  return { code: equal ? ResultCode.compareTrue : ResultCode.compareFalse };
}
