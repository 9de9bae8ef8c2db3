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
  const stored = STORED_FORM[attribute.syntax](value);
  if (stored === undefined) refuseAttribute('syntax', attribute);
  keepRange(attribute, stored);
  return stored;
}

/** Two values of one attribute are the same when these are. */
export function equalityKey(attribute: AttributeSchema, value: Value): string {
  return isForwardLink(attribute) ? String(value) : (normalized(attribute, value) ?? value.toString());
}

const NUMBERS = ['integer', 'largeInteger'];

/** Numbers by themselves, text by its characters, bytes by their count. */
function keepRange(attribute: AttributeSchema, value: Value): void {
  const { syntax, rangeLower = -Infinity, rangeUpper = Infinity } = attribute;
  const isNumber = NUMBERS.includes(syntax);
  const size = isNumber ? Number(value) : value.length;
  if (size < rangeLower || size > rangeUpper) refuseAttribute(isNumber ? 'number' : 'length', attribute);
}
