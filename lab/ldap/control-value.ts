import { BerReader } from './ber-reader.ts';
import { LdapProtocolError, LdapRefusalError } from './errors.ts';
import type { LdapControl } from './message.ts';
import { Refusal } from './refusals.ts';

/** The control of that type, if the request has it; of several the first. */
export function controlOf(controls: readonly LdapControl[], oid: string): LdapControl | undefined {
  return controls.length === 0 ? undefined : controls.find((control) => control.oid === oid);
}

/**
 * What `read` makes of a control's value; undefined without that control. Throws LdapRefusalError when the value is
 * missing or is not what it should be: the request is refused, and the connection goes on. A critical control that
 * cannot be read is one that is not known (go-ldap's issue 570, of DirSync flags in five bytes).
 */
export function readControlValue<T>(
  controls: readonly LdapControl[],
  oid: string,
  read: (value: BerReader) => T,
): T | undefined {
  const control = controlOf(controls, oid);
  if (control === undefined) return undefined;
  const refusal = control.critical ? Refusal.criticalControl : Refusal.controlValue;
  if (control.value === undefined) throw new LdapRefusalError(refusal);
  try {
    return read(new BerReader(control.value));
  } catch (error) {
    if (error instanceof LdapProtocolError) throw new LdapRefusalError(refusal);
    throw error;
  }
}
