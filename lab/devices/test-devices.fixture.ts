import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { History } from '../history/history.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { createDevices, type Devices } from './devices.ts';
import type { SignInResult } from './result.ts';

/** One request to the fake network: `POST sts.fabrikam.com/adfs/ls`. */
export interface Asked {
  readonly what: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | object;
}

/** Answers by `METHOD host/path`, the query left out. */
export type Answers = Readonly<Record<string, Reply | ((asked: Asked) => Reply)>>;

export interface TestDevices extends AsyncDisposable {
  readonly lab: LabClock;
  readonly history: History;
  readonly devices: Devices;
  readonly asked: Asked[];
  readonly link: Link;
  run(signIn: Promise<SignInResult>): Promise<SignInResult>;
}

const NAMES = ['login.microsoftonline.com', 'sts.fabrikam.com', 'outlook.office365.com'];

/** Devices over real sockets, and one server that answers under every name, for the tests of this folder. */
export async function startTestDevices(answers: Answers): Promise<TestDevices> {
  const lab = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const [links, authority] = [new Links(), await Authority.create('CN=Lab')];
  lab.join(links);
  const history = new History({ now: () => lab.now() });
  const asked: Asked[] = [];
  const server = createServer(
    { ...(await authority.issueServer(NAMES)), keepAliveTimeout: 0 },
    (request, response) => {
      void answer(request, response, answers, asked);
    },
  );
  const link = await links.open('INTERNET', {
    name: 'all',
    accept: (socket) => server.emit('connection', socket),
  });
  const resolve = (name: string): typeof link.address | undefined =>
    NAMES.includes(name) ? link.address : undefined;
  const dispatcher = createDispatcher({ host: 'INTERNET', resolve, trust: authority.pem });
  const devices = createDevices({
    dispatcher,
    clock: lab.for('client'),
    history,
    chance: createChance('d'),
    tenantId: 't-1',
  });
  return {
    ...{ lab, history, devices, asked, link },
    run: (signIn) => lab.until(signIn, 'the sign-in'),
    [Symbol.asyncDispose]: async () => {
      await dispatcher.destroy();
      await links[Symbol.asyncDispose]();
      lab.stop();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  answers: Answers,
  asked: Asked[],
): Promise<void> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) body += chunk;
  const url = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
  const what = `${request.method ?? ''} ${url.host}${decodeURIComponent(url.pathname)}`;
  const one: Asked = { what, query: url.searchParams, headers: request.headers, body };
  asked.push(one);
  const found = answers[what] ?? { status: 404 };
  const reply = typeof found === 'function' ? found(one) : found;
  const text = typeof reply.body === 'object' ? JSON.stringify(reply.body) : (reply.body ?? '');
  response.writeHead(reply.status ?? 200, reply.headers).end(text);
}
