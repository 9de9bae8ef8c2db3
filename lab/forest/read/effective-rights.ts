import { isPersonal } from '../access/personal.ts';
import { isProtected } from '../access/protected.ts';
import { isAccountOperator, isAdministrator, OPERATED } from '../access/rights.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { Reading, Sourced } from './source.ts';

const classesOf = ({ object }: Sourced): string[] => object.values('objectclass').map(String);

/** `allowedAttributes` ([MS-ADTS] 3.1.1.4.5.16). */
export function allowedAttributes(source: Sourced): string[] {
  const { must, may } = SCHEMA.allowed(classesOf(source));
  return [...new Set([...must, ...may])].flatMap((key) => SCHEMA.attribute(key)?.name ?? []);
}

/** Those of them that the caller may write: managers all that can be written, everybody the personal ones of his own. */
export function writableAttributes(source: Sourced, reading: Reading): string[] {
  const all = manages(source, reading);
  if (!all && source.object.id !== reading.caller?.id) return [];
  return allowedAttributes(source).filter((name) => {
    const attribute = SCHEMA.attribute(name);
    return attribute !== undefined && !attribute.systemOnly && (all || isPersonal(attribute.key));
  });
}

/** `allowedChildClasses`: classes that may stand directly below. */
export function allowedChildren(source: Sourced): string[] {
  const classes = classesOf(source);
  return SCHEMA.classes
    .filter((each) => each.kind === 'structural' && SCHEMA.mayHold(classes, each))
    .map(({ name }) => name);
}

/** Those of them that the caller may make there. */
export function makeableChildren(source: Sourced, reading: Reading): string[] {
  if (isAdministrator(reading)) return allowedChildren(source);
  return isAccountOperator(reading) ? allowedChildren(source).filter((name) => OPERATED.includes(name)) : [];
}

/** Parts of the security descriptor that the caller may write. */
export function descriptorRights(reading: Reading): string {
  return isAdministrator(reading) ? '15' : '0';
}

function manages(source: Sourced, reading: Reading): boolean {
  if (isAdministrator(reading)) return true;
  const operated = classesOf(source).some((name) => OPERATED.includes(name));
  return operated && isAccountOperator(reading) && !isProtected(reading, source.object);
}
