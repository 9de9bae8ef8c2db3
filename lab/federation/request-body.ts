import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';

const BODY_LIMIT = 65_536;
const BODY_LIMIT_MS = 30_000;

/** A request is larger than the farm takes. */
export class BodyTooLargeError extends Error {
  readonly code = 'PTALAB_FEDERATION_BODY';
  constructor() {
    super('The request is larger than 64 KiB.');
    this.name = 'BodyTooLargeError';
  }
}

/** The whole body, of 64 KiB at most and within 30 s of lab time. Throws BodyTooLargeError. */
export async function readBody(clock: Clock, request: IncomingMessage): Promise<Buffer> {
  using limit = deadline(clock, BODY_LIMIT_MS, 'reading a request to AD FS');
  limit.signal.addEventListener('abort', () => request.destroy(), { once: true });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
