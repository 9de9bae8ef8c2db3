import { SCHEMA } from '../schema/schema.ts';
import { classesIn, valuesIn, type Drafting } from './drafting.ts';
import { refuse } from './refusals.ts';

/** Demanded by the schema, and kept beside an object's values. */
const KEPT_ELSEWHERE: readonly string[] = ['ntsecuritydescriptor'];

/** Refuses a draft that lacks what its classes demand. */
export function keepRequired(drafting: Drafting): void {
  const { must } = SCHEMA.allowed(classesIn(drafting));
  const isMissing = (key: string): boolean =>
    !KEPT_ELSEWHERE.includes(key) && valuesIn(drafting, key).length === 0;
  const touched =
    drafting.before === undefined ? [...must] : [...drafting.named].filter((key) => must.has(key));
  if (touched.some(isMissing)) refuse('missingAttribute');
}
