import type { Duplex } from 'node:stream';
import type { Clock } from '../clock/clock.ts';

const CLOSING_MS = 5_000;

/**
 * Ends our side with a last word if there is one. The connection goes when the peer has ended its side too, so that
 * what is on its way arrives, or after five seconds of lab time.
 */
export function hangUp(stream: Duplex, clock: Clock, lastWord?: Buffer): void {
  if (stream.destroyed) return;
  const limit = clock.after(CLOSING_MS, 'LDAP connection closing', () => stream.destroy());
  stream.once('close', () => limit.cancel());
  if (stream.writable) stream.end(lastWord);
  stream.resume();
}
