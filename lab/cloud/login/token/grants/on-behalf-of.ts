import { ProtocolRefused } from '../../refusal.ts';

const NOT_ALLOWED = 7000114;

/** A service that calls another for its user: not played, and refused as where it is not allowed. */
export function onBehalfOf(): never {
  throw new ProtocolRefused(NOT_ALLOWED, {
    text: 'The application is not allowed to make on-behalf-of calls: this simulated service does not play them.',
  });
}
