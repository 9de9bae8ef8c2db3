import type { Socket } from 'node:net';
import type { Clock } from '../../clock/clock.ts';
import { wallAfter } from '../../clock/wall.ts';

/** Real milliseconds for which a request may hold the lab clock: one that is answered later moves bytes by then. */
const PATIENCE_MS = 2_000;
/** TLS record of a handshake that is not encrypted yet (RFC 8446 section 5.1). */
const HANDSHAKE = 0x16;

export interface Carried {
  readonly caller: Socket;
  readonly server: Socket;
  readonly clock: Clock;
  /** Whether what is carried is TLS, whose handshake is no request. */
  readonly secure: boolean;
  /** A request has been answered. */
  readonly answered: () => void;
}

/**
 * Watches what passes between a caller and a server outside of the lab. Bytes tell who asks and who answers, also in
 * TLS. While a request is without an answer the lab clock is held: the server works, and moves no byte.
 */
export function watchExchanges({ caller, server, clock, secure, answered }: Carried): void {
  let asked: { readonly isRequest: boolean; readonly end: () => void } | undefined;
  const finish = (): void => {
    asked?.end();
    asked = undefined;
  };
  caller.on('data', (chunk: Buffer) => {
    const isRequest = !secure || chunk[0] !== HANDSHAKE;
    if (asked !== undefined) {
      asked = { ...asked, isRequest: asked.isRequest || isRequest };
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const limit = wallAfter(PATIENCE_MS, resolve);
    void clock.busy('the domain outside answers', promise, PATIENCE_MS);
    const end = (): void => {
      limit.cancel();
      resolve();
    };
    asked = { isRequest, end };
  });
  server.on('data', () => {
    if (asked?.isRequest === true) answered();
    finish();
  });
  caller.once('close', finish);
  server.once('close', finish);
}
