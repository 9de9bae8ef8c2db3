import type { Socket } from 'node:net';
import { LINE_LIMIT } from './lines.ts';

/** The next line, without its end; what follows stays in the socket. Undefined when it ends first, or is too long. */
export function nextLine(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const finish = (line: string | undefined): void => {
      socket.off('readable', look).off('end', leave).off('close', leave);
      resolve(line);
    };
    const leave = (): void => finish(undefined);
    const look = (): void => {
      for (let piece: unknown = socket.read(); Buffer.isBuffer(piece); piece = socket.read()) {
        bytes = Buffer.concat([bytes, piece]);
      }
      const end = bytes.indexOf('\n');
      if (end >= 0) {
        if (end + 1 < bytes.length) socket.unshift(bytes.subarray(end + 1));
        finish(bytes.toString('latin1', 0, end));
      } else if (bytes.length > LINE_LIMIT) leave();
    };
    socket.on('readable', look).once('end', leave).once('close', leave);
  });
}
