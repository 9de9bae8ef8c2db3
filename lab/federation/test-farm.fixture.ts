import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { History } from '../history/history.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { generateKeys, type KeySource } from '../pki/key-source.ts';
import { federationConfig } from './config.ts';
import type { Directory } from './directory.ts';
import { TrustRefusal } from './errors.ts';
import { Ns, TRUST, type TrustVersion } from '../ws-trust/namespaces.ts';
import { startFarm, type StartedFederation } from './start-farm.ts';
import type { DirectoryCounter } from './lockout/verdict.ts';
import { request, type Dispatcher } from 'undici';
import type { z } from 'zod';

const keys: KeySource = generateKeys();

/** A farm over real sockets whose forest knows one user, for the tests of this folder. */
export interface TestFarm extends AsyncDisposable {
  readonly lab: LabClock;
  readonly links: Links;
  readonly history: History;
  readonly federation: StartedFederation;
  /** The way of a device outside. */
  readonly dispatcher: Dispatcher;
  /** The way of a computer in the corporate network. */
  readonly inside: Dispatcher;
  /** What the fake forest does; may be changed. */
  readonly forest: { down: boolean; pdcDown: boolean; counter: DirectoryCounter; checks: number };
  /** Asks from outside unless told, on the lab clock. */
  ask(path: string, options?: AskOptions): Promise<TestAnswer>;
}

export interface AskOptions {
  readonly inside?: boolean;
  readonly form?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string | undefined;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** `name=value` of the session's cookie, where one was set. */
  readonly cookie: string | undefined;
}

export const USER = {
  upn: 'ada@fabrikam.com',
  password: 'Right & <Proper>1',
  immutableId: 'AQIDBAUGBwgJCgsMDQ4PEA==',
};

function fakeDirectory(forest: TestFarm['forest']): Directory {
  return {
    checkPassword: (userName, password) => {
      if (forest.down)
        return Promise.reject(new TrustRefusal('directoryUnavailable', 'no domain controller'));
      forest.checks++;
      return userName === USER.upn && password === USER.password
        ? Promise.resolve({ userPrincipalName: USER.upn, immutableId: USER.immutableId })
        : Promise.reject(new TrustRefusal('failedAuthentication', 'bind answered with 49'));
    },
    account: (userName, pdc) =>
      forest.down || (pdc === 'required' && forest.pdcDown)
        ? Promise.reject(new TrustRefusal('directoryUnavailable', 'no PDC emulator'))
        : Promise.resolve({ account: userName.toLowerCase(), counter: forest.counter }),
  };
}

export async function startTestFarm(described: z.input<typeof federationConfig> = {}): Promise<TestFarm> {
  const lab = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const [links, authority] = [new Links(), await Authority.create('CN=Lab')];
  lab.join(links);
  const history = new History({ now: () => lab.now() });
  const config = federationConfig.parse(described);
  const forest = {
    down: false,
    pdcDown: false,
    counter: { badPwdCount: 0, badPasswordTime: undefined },
    checks: 0,
  };
  const context = {
    clock: lab.for('federation'),
    history,
    chance: createChance('farm'),
    authority,
    links,
    keys,
  };
  const federation = await startFarm(config, context, () => fakeDirectory(forest));
  const way = async (host: string, hosts: StartedFederation['hosts']): Promise<Dispatcher> => {
    const addresses = await Promise.all(
      hosts.map(async ({ port, service }) => [port, (await links.open(host, service)).address] as const),
    );
    const byPort = new Map(addresses);
    return createDispatcher({
      host,
      resolve: (name, port) => (name === config.name ? byPort.get(port) : undefined),
      trust: authority.pem,
    });
  };
  const dispatcher = await way('INTERNET', federation.hosts);
  const inside = await way('WORKSTATION1', federation.insideHosts);
  return {
    lab,
    links,
    history,
    federation,
    dispatcher,
    inside,
    forest,
    ask: (path, options = {}) => {
      const url = path.startsWith('http') ? path : `https://${config.name}${path}`;
      return lab.until(askFarm(url, options.inside === true ? inside : dispatcher, options), path);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([dispatcher.destroy(), inside.destroy()]);
      await federation.stop();
      await links[Symbol.asyncDispose]();
      lab.stop();
    },
  };
}

async function askFarm(
  url: string,
  dispatcher: Dispatcher,
  { form, body, headers = {}, cookie }: AskOptions,
): Promise<TestAnswer> {
  const sent = form === undefined ? body : new URLSearchParams(form).toString();
  const answered = await request(url, {
    dispatcher,
    method: sent === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const set = [answered.headers['set-cookie'] ?? []].flat()[0];
  return {
    status: answered.statusCode,
    headers: answered.headers,
    text: await answered.body.text(),
    cookie: set?.split(';')[0],
  };
}

export interface RequestOptions {
  readonly version?: TrustVersion;
  readonly userName?: string;
  readonly password?: string;
  readonly appliesTo?: string;
  readonly created?: string;
  readonly expires?: string;
  /** Put before the envelope. */
  readonly prolog?: string;
}

/** A request as an authentication library writes it, with prefixes of its own. Values are taken as XML. */
export function requestXml(options: RequestOptions = {}): string {
  const { version = '1.3', userName = USER.upn, password = 'Right &amp; &lt;Proper&gt;1' } = options;
  const { created = '2026-01-05T08:00:00Z', expires = '2026-01-05T08:10:00Z' } = options;
  const { appliesTo = 'urn:federation:MicrosoftOnline', prolog = '' } = options;
  return `${prolog}<e:Envelope xmlns:e="${Ns.soap}" xmlns:w="${Ns.addressing}"><e:Header>
    <w:Action e:mustUnderstand="1">${TRUST[version]}/RST/Issue</w:Action><w:messageID>urn:uuid:1</w:messageID>
    <x:Security xmlns:x="${Ns.security}" xmlns:y="${Ns.utility}"><y:Timestamp><y:Created>${created}</y:Created>
    <y:Expires>${expires}</y:Expires></y:Timestamp><x:UsernameToken><x:Username>${userName}</x:Username>
    <x:Password>${password}</x:Password></x:UsernameToken></x:Security></e:Header><e:Body>
    <RequestSecurityToken xmlns="${TRUST[version]}"><p:AppliesTo xmlns:p="${Ns.policy}"><w:EndpointReference>
    <w:Address>${appliesTo}</w:Address></w:EndpointReference></p:AppliesTo>
    <RequestType>${TRUST[version]}/Issue</RequestType></RequestSecurityToken></e:Body></e:Envelope>`;
}
