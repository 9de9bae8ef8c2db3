import { SCHEMA } from '../schema/schema.ts';
import { refuseAttribute } from './attribute-refusals.ts';
import { classesIn, valuesIn, type Drafting } from './drafting.ts';

const PRINCIPALS = ['user', 'group', 'samDomain', 'builtinDomain'];

/**
 * A security principal that is there keeps to one description, whatever the schema says; a new one may come with several
 * ([MS-SAMR] 3.1.1.8; both as Samba has it). Throws LdapRefusalError.
 */
export function keepDescription(drafting: Drafting): void {
  const classes = classesIn(drafting);
  const attribute = SCHEMA.attribute('description');
  if (attribute === undefined || drafting.before === undefined) return;
  const isPrincipal = PRINCIPALS.some((name) => classes.includes(name));
  if (isPrincipal && valuesIn(drafting, 'description').length > 1) refuseAttribute('present', attribute);
}
