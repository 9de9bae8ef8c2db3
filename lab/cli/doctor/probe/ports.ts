import { createServer } from 'node:net';
import type { PortFacts } from '../facts.ts';

/** Listens for a moment, and lets go again. */
export async function probePorts(host = '127.0.0.1'): Promise<PortFacts> {
  const [any, https] = await Promise.all([listen(host, 0), listen(host, 443)]);
  return { any, https };
}

/** The error's code; undefined when it could be listened on. */
export function listen(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) =>
      resolve('code' in error && typeof error.code === 'string' ? error.code : error.message),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
