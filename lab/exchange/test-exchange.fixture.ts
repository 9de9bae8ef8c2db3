import { createServer, type Server } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { request } from 'undici';
import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { History } from '../history/history.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { exchangeConfig } from './config.ts';
import { startExchange, type StartedExchange } from './start-exchange.ts';
import { Ns, TRUST } from '../ws-trust/namespaces.ts';

/** What the fake cloud and the fake farm say; a test changes it as it goes. */
export interface Estate {
  authentication: 'Managed' | 'Federated' | 'Unknown';
  password: string;
  /** AADSTS code of a refused password grant. */
  tokenCode: number;
  farmStatus: 200 | 500 | 503;
  /** Who the farm's token is about; the caller unless told. */
  tokenUpn?: string;
}

export interface TestExchange extends AsyncDisposable {
  readonly lab: LabClock;
  readonly history: History;
  readonly exchange: StartedExchange;
  readonly estate: Estate;
  /** The paths that the fakes were asked for, in order. */
  readonly asked: string[];
  /** Headers of the last request to the farm. */
  readonly farmHeaders: Record<string, unknown>;
  readonly links: { readonly cloud: Link; readonly farm: Link };
  /** The status of one OPTIONS request. */
  sync(password: string, options?: { upn?: string; device?: string }): Promise<number>;
}

const NAMES = ['login.microsoftonline.com', 'sts.fabrikam.com'];

/** A front end over real sockets between a phone and fakes of cloud and farm, for the tests of this folder. */
export async function startTestExchange(settings: Record<string, unknown> = {}): Promise<TestExchange> {
  const lab = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const [links, authority] = [new Links(), await Authority.create('CN=Lab')];
  lab.join(links);
  const history = new History({ now: () => lab.now() });
  const estate: Estate = { authentication: 'Managed', password: 'right', tokenCode: 50126, farmStatus: 200 };
  const [asked, farmHeaders]: [string[], Record<string, unknown>] = [[], {}];
  const fake = fakePeers(estate, asked, farmHeaders, await authority.issueServer(NAMES));
  const accept = (socket: unknown): boolean => fake.emit('connection', socket);
  const cloud = await links.open('EXO1', { name: 'cloud/login', accept });
  const farm = await links.open('EXO1', { name: 'ADFS/https', accept });
  const trust = authority.pem;
  const out = createDispatcher({
    host: 'EXO1',
    resolve: (name) => (name === NAMES[0] ? cloud.address : name === NAMES[1] ? farm.address : undefined),
    trust,
  });
  const context = { clock: lab.for('exchange'), history, chance: createChance('exchange'), authority, links };
  const exchange = await startExchange(exchangeConfig.parse(settings), context, { dispatcher: out });
  const { address } = await links.open('INTERNET', exchange.https);
  const phone = createDispatcher({ host: 'INTERNET', resolve: () => address, trust });
  return {
    ...{ lab, history, exchange, estate, asked, farmHeaders, links: { cloud, farm } },
    sync: async (password, { upn = 'ada@fabrikam.com', device = 'phone1' } = {}) => {
      const authorization = `Basic ${Buffer.from(`${upn}:${password}`).toString('base64')}`;
      const headers = { authorization, 'client-request-id': 'c-1', 'user-agent': 'Phone/1' };
      const url = `https://outlook.office365.com/Microsoft-Server-ActiveSync?DeviceId=${device}`;
      const asking = request(url, { method: 'OPTIONS', headers, dispatcher: phone });
      const { statusCode, body } = await lab.until(asking, 'the sync');
      await body.dump();
      return statusCode;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([phone.destroy(), out.destroy(), exchange.stop()]);
      await links[Symbol.asyncDispose]();
      lab.stop();
    },
  };
}

function fakePeers(
  estate: Estate,
  asked: string[],
  farmHeaders: Record<string, unknown>,
  credential: { key: string; cert: string },
): Server {
  return createServer({ ...credential, keepAliveTimeout: 0 }, (incoming, response) => {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    asked.push(path.startsWith('/common/userrealm') ? 'realm' : path.endsWith('/token') ? 'token' : 'farm');
    if (asked.at(-1) === 'farm') Object.assign(farmHeaders, incoming.headers);
    void bodyOf(incoming).then((body) => {
      const [status, text] =
        asked.at(-1) === 'realm'
          ? realm(estate)
          : asked.at(-1) === 'token'
            ? token(estate, body)
            : farm(estate, body);
      response.writeHead(status).end(text);
    });
  });
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8') as AsyncIterable<string>) text += chunk;
  return text;
}

function realm({ authentication }: Estate): [number, string] {
  const url = 'https://sts.fabrikam.com/adfs/services/trust/2005/usernamemixed';
  const federated = authentication === 'Federated' ? { federation_active_auth_url: url } : {};
  return [200, JSON.stringify({ ver: '1.0', account_type: authentication, ...federated })];
}

function token({ password, tokenCode }: Estate, body: string): [number, string] {
  const right = new URLSearchParams(body).get('password') === password;
  return right
    ? [200, JSON.stringify({ access_token: 'a' })]
    : [400, JSON.stringify({ error: 'invalid_grant', error_codes: [tokenCode] })];
}

function farm({ password, farmStatus, tokenUpn }: Estate, body: string): [number, string] {
  if (farmStatus === 503) return [503, 'busy'];
  if (farmStatus === 500 || !body.includes(`<o:Password>${password}</o:Password>`)) {
    const value = farmStatus === 500 ? 'a:InternalServiceFault' : 'a:FailedAuthentication';
    return [
      500,
      `<s:Fault xmlns:s="${Ns.soap}"><s:Subcode><s:Value>${value}</s:Value></s:Subcode></s:Fault>`,
    ];
  }
  const upn = tokenUpn ?? /<o:Username>(.*?)<\/o:Username>/.exec(body)?.[1] ?? '';
  const attribute = `<m:Attribute xmlns:m="${Ns.saml}" AttributeName="UPN">${upn}</m:Attribute>`;
  return [
    200,
    `<t:RequestedSecurityToken xmlns:t="${TRUST['2005']}">${attribute}</t:RequestedSecurityToken>`,
  ];
}
