import { connect, type Socket } from 'node:net';
import type { Address, Service } from '../links/service.ts';
import { resetSocket, splice } from '../links/splice.ts';

/**
 * A service that is really elsewhere: each connection is carried to where `find` says, byte by byte and half-closes
 * included, and is reset when that is nowhere or cannot be reached. With it a frontage is a gateway.
 */
export function forwarder(name: string, find: (from: string) => Address | undefined): Service {
  return {
    name,
    accept: (socket, { from }) => {
      const address = find(from);
      if (address === undefined) socket.resetAndDestroy();
      else carryTo(address, socket);
    },
  };
}

function carryTo(address: Address, socket: Socket): void {
  // A peer that has said all it has to say may still be answered.
  socket.allowHalfOpen = true;
  const onward = connect({ ...address, noDelay: true, allowHalfOpen: true });
  const unreachable = (): void => resetSocket(socket);
  const left = (): void => void onward.destroy();
  onward.on('error', () => onward.destroy());
  onward.once('error', unreachable);
  socket.once('close', left);
  onward.once('connect', () => {
    onward.off('error', unreachable);
    socket.off('close', left);
    splice(socket, onward);
  });
}
