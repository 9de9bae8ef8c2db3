import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What Node says of a request that it could not read. */
type ReadError = Error & { readonly code?: string };

/** A path that no router can read gets the web server's answer, and not the router's (as Windows' own server says it). */
export function answerUnroutable(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(400).type('text/plain; charset=utf-8').send('Bad Request - Invalid URL');
}

/** Bytes that are no request, or a header section that is too large, get an answer of HTTP where there can be one. */
export function answerUnreadable(error: ReadError, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const isLong = error.code === 'HPE_HEADER_OVERFLOW';
  const status = isLong ? 431 : 400;
  const body = isLong ? 'Bad Request - Request Too Long' : 'Bad Request - Invalid Verb';
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: text/plain; charset=utf-8',
    `content-length: ${body.length}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
