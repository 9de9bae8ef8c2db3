import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import type { Lab } from '../lab/lab.ts';

/** What the browser brought to the application. */
export interface Arrival {
  readonly method: string;
  readonly answer: URLSearchParams;
}

/** A web application of the tenant, with a site of its own on this machine that the browser comes back to. */
export interface App extends AsyncDisposable {
  readonly appId: string;
  /** A page of its site. */
  readonly site: string;
  /** Leaves for the sign-in page. */
  go(page: Page, more?: Readonly<Record<string, string>>): Promise<void>;
  /** The next answer that a browser brings. */
  arrival(): Promise<Arrival>;
}

export async function registerApp(lab: Lab, name = 'Expenses'): Promise<App> {
  const arrived: Arrival[] = [];
  const waiting: ((arrival: Arrival) => void)[] = [];
  const site = await openSite((arrival) => {
    const next = waiting.shift();
    if (next === undefined) arrived.push(arrival);
    else next(arrival);
  });
  const { appId } = await lab.cloud.registerApp({ name, redirectUris: { web: [site.back] } });
  return {
    ...{ appId, site: site.home },
    go: async (page, more = {}) => {
      const query = {
        ...{ client_id: appId, response_type: 'code', redirect_uri: site.back },
        ...{ scope: 'openid profile', state: 'of the app', ...more },
      };
      const address = new URL(`https://login.microsoftonline.com/${lab.tenantId}/oauth2/v2.0/authorize`);
      for (const [key, value] of Object.entries(query)) address.searchParams.set(key, value);
      await page.goto(address.href);
    },
    arrival: () => {
      const one = arrived.shift();
      return one === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(one);
    },
    [Symbol.asyncDispose]: async () => {
      site.server.closeAllConnections();
      site.server.close();
      await once(site.server, 'close');
    },
  };
}

async function openSite(
  take: (arrival: Arrival) => void,
): Promise<{ readonly server: Server; readonly home: string; readonly back: string }> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html').end('<title>Expenses</title><h1>Back in the app</h1>');
    if (request.url?.startsWith('/back') === true) void arrivalOf(request).then(take);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site has no port');
  const home = `http://localhost:${address.port}/`;
  return { server, home, back: `${home}back` };
}

async function arrivalOf(request: IncomingMessage): Promise<Arrival> {
  const { method = '', url = '' } = request;
  const { searchParams } = new URL(url, 'http://localhost');
  return { method, answer: method === 'POST' ? new URLSearchParams(await text(request)) : searchParams };
}
