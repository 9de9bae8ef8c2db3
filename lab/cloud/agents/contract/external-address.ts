import { hash32 } from '../../../chance/chance.ts';

/**
 * The public address under which the cloud sees a calling host. On loopback all look alike, so each host gets one of
 * the documentation block 203.0.113.0/24 (RFC 5737); agents behind one proxy share theirs, as in the field.
 */
export function externalAddress(callingHost: string | undefined): string {
  return `203.0.113.${1 + (hash32('external address', callingHost ?? 'unknown') % 254)}`;
}
