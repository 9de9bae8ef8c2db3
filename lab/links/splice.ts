import type { Socket } from 'node:net';

/**
 * Carries bytes both ways between two connections, half-closes included, until both ends are done; a reset goes
 * through as a reset. Both should have been made with `allowHalfOpen`.
 */
export function splice(one: Socket, other: Socket): void {
  carry(one, other);
  carry(other, one);
}

function carry(from: Socket, to: Socket): void {
  from.setNoDelay(true);
  from.pipe(to);
  from.once('error', () => resetSocket(to));
  from.once('close', () => to.destroySoon());
}

/** Resets a connection; one that is being shut down can only be destroyed (libuv refuses, and leaks its handle). */
export function resetSocket(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
