import { LdapRefusalError } from '../../ldap/errors.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { ForestError } from '../core/errors.ts';

/** Errors that say that a name is somebody's already: ERROR_DS_UPN_VALUE_NOT_UNIQUE_IN_FOREST, and that of SPNs. */
const TAKEN = ['000021C8', '000021C7'];

/** What `write` does; what a directory refuses is a ForestError of the lab. @param what such as `cannot make CN=Ada` */
export function attempted<T>(what: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof LdapRefusalError)) throw error;
    const { code, diagnosticMessage = '' } = error.result;
    const isTaken =
      code === ResultCode.entryAlreadyExists || TAKEN.some((each) => diagnosticMessage.startsWith(each));
    const said = diagnosticMessage.split('\n')[0] ?? '';
    const text = `${what}: the directory answers ${code}, ${said}`;
    throw new ForestError(isTaken ? 'PTALAB_FOREST_TAKEN' : 'PTALAB_FOREST_INVALID', text);
  }
}
