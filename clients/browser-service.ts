import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { addressOf, browse, deliver, type BrowserGround, type Knowledge } from './browser.ts';

const DEVICE_PAGE = 'https://microsoft.com/devicelogin';

/** What programs may ask for. */
export interface Doings {
  readonly ground: BrowserGround;
  /** Throws RangeError for somebody who is not there. */
  know(person: string): Omit<Knowledge, 'userCode' | 'confirm'>;
  revoke(person: string): Promise<void>;
}

/**
 * The scripted browser for programs in any language, by plain HTTP on loopback: `/device?code&person&confirm` ends at the
 * device page's last, `/authorize?url&person` at the application, whose address is the answer; `/interactive` asks it too. `/revoke?person`
 * ends all that the person was given. 500 with a line of text when it went otherwise.
 */
export async function startBrowserService(
  doings: Doings,
): Promise<AsyncDisposable & { readonly url: string }> {
  const path = `/${randomBytes(12).toString('hex')}`;
  const server = createServer((request, response) => void serve(request, response, path, doings));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}${path}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  doings: Doings,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  try {
    if (!url.pathname.startsWith(`${path}/`)) throw new RangeError('there is nothing');
    const text = await carryOut(url.pathname.slice(path.length + 1), url.searchParams, doings);
    response.writeHead(200, { 'content-type': 'text/plain' }).end(text);
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain' });
    response.end(error instanceof Error ? error.message : String(error));
  }
}

async function carryOut(what: string, query: URLSearchParams, doings: Doings): Promise<string> {
  const person = query.get('person') ?? '';
  const who = doings.know(person);
  switch (what) {
    case 'device': {
      const confirm = query.get('confirm') === 'no' ? 'no' : 'yes';
      const knows = { ...who, userCode: query.get('code') ?? '', confirm } as const;
      return addressOf(await browse(DEVICE_PAGE, knows, doings.ground));
    }
    case 'authorize':
      return addressOf(await browse(query.get('url') ?? '', who, doings.ground));
    case 'interactive':
      await deliver(await browse(query.get('url') ?? '', who, doings.ground));
      return 'done';
    case 'revoke':
      await doings.revoke(person);
      return 'done';
    default:
      throw new RangeError(`there is no ${what}`);
  }
}
