import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { normalized } from '../schema/comparison.ts';
import { isForwardLink } from '../schema/schema.ts';
import type { Value, Values } from '../store/object.ts';
import { refuseAttribute } from './attribute-refusals.ts';
import type { Drafting } from './drafting.ts';
import { linkTarget } from './link-target.ts';
import { STORED_FORM } from './stored-form.ts';

/** Values as they are kept: links as ids. Throws LdapRefusalError for one that the attribute cannot have, or twice. */
export function storedValues(
  attribute: AttributeSchema,
  given: readonly Buffer[],
  drafting: Drafting,
): Values {
  const stored = given.map((value) => storedValue(attribute, value, drafting));
  const unlike = new Map(stored.map((value) => [equalityKey(attribute, value), value]));
  if (unlike.size < stored.length && !drafting.writing.permissive) refuseAttribute('present', attribute);
  return [...unlike.values()];
}

function storedValue(attribute: AttributeSchema, value: Buffer, drafting: Drafting): Value {
  if (isForwardLink(attribute)) return linkTarget(attribute, value, drafting);
  const stored = fittingValue(attribute, value);
  if ('problem' in stored) refuseAttribute(stored.problem, attribute);
  return stored.value;
}

/** A value that is no link as it is kept, or why the attribute cannot have it. */
export function fittingValue(
  attribute: AttributeSchema,
  given: Buffer,
): { readonly value: Value } | { readonly problem: 'syntax' | 'number' | 'length' } {
  const value = STORED_FORM[attribute.syntax](given);
  if (value === undefined) return { problem: 'syntax' };
  const problem = rangeProblem(attribute, value);
  return problem === undefined ? { value } : { problem };
}

/** Two values of one attribute are the same when these are. */
export function equalityKey(attribute: AttributeSchema, value: Value): string {
  return isForwardLink(attribute) ? String(value) : (normalized(attribute, value) ?? value.toString());
}

const NUMBERS = ['integer', 'largeInteger', 'enumeration'];

/** Numbers by themselves, text by its characters, bytes by their count. */
function rangeProblem(
  { syntax, rangeLower = -Infinity, rangeUpper = Infinity }: AttributeSchema,
  value: Value,
): 'number' | 'length' | undefined {
  const isNumber = NUMBERS.includes(syntax);
  const size = isNumber ? Number(value) : value.length;
  if (size >= rangeLower && size <= rangeUpper) return undefined;
  return isNumber ? 'number' : 'length';
}
