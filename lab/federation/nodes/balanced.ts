import type { Socket } from 'node:net';
import type { LinkIdentity, Service } from '../../links/service.ts';

interface Member {
  readonly running: boolean;
  accept(socket: Socket, link: LinkIdentity): void;
}

/** A service name that resolves to the running members in turn; without any, connections are reset. */
export function balanced(name: string, members: readonly Member[]): Service {
  let turn = 0;
  return {
    name,
    accept: (socket, link) => {
      const start = turn++;
      for (let n = 0; n < members.length; n++) {
        const member = members[(start + n) % members.length];
        if (member?.running === true) return member.accept(socket, link);
      }
      // Before TLS: a reset under TLS leaks the handle.
      socket.resetAndDestroy();
    },
  };
}
