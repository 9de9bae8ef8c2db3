import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { History } from '../history/history.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { generateKeys, type KeySource } from '../pki/key-source.ts';
import { federationConfig } from './config.ts';
import { TrustRefusal } from './errors.ts';
import { Farm } from './farm.ts';
import { httpsService, type HttpsService } from '../http/https-service.ts';
import { Ns, TRUST, type TrustVersion } from '../ws-trust/namespaces.ts';
import { federationRoutes } from './routes.ts';
import { createSigner, type Signer } from './signer.ts';
import type { Dispatcher } from 'undici';

const keys: KeySource = generateKeys();

/** A farm over real sockets whose forest knows one user, for the tests of this folder. */
export interface TestFarm extends AsyncDisposable {
  readonly lab: LabClock;
  readonly history: History;
  readonly signer: Signer;
  readonly https: HttpsService;
  readonly dispatcher: Dispatcher;
}

export const USER = {
  upn: 'ada@fabrikam.com',
  password: 'Right & <Proper>1',
  immutableId: 'AQIDBAUGBwgJCgsMDQ4PEA==',
};

export async function startTestFarm(directoryDown = false): Promise<TestFarm> {
  const lab = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const [links, authority] = [new Links(), await Authority.create('CN=Lab')];
  lab.join(links);
  const history = new History({ now: () => lab.now() });
  const config = federationConfig.parse({});
  const signer = await createSigner(config.name, await keys.signingKey('AD FS'));
  const farm = new Farm({
    config,
    clock: lab.for('ADFS1'),
    history,
    chance: createChance('farm'),
    signer,
    checkPassword: (userName, password) => {
      if (directoryDown)
        return Promise.reject(new TrustRefusal('directoryUnavailable', 'no domain controller'));
      return userName === USER.upn && password === USER.password
        ? Promise.resolve({ userPrincipalName: USER.upn, immutableId: USER.immutableId })
        : Promise.reject(new TrustRefusal('failedAuthentication', 'bind answered with 49'));
    },
  });
  const https = httpsService(
    'ADFS/https',
    await authority.issueServer([config.name]),
    federationRoutes(farm),
  );
  const link = await links.open('INTERNET', https);
  const resolve = (name: string): typeof link.address | undefined =>
    name === config.name ? link.address : undefined;
  const dispatcher = createDispatcher({ host: 'INTERNET', resolve, trust: authority.pem });
  return {
    lab,
    history,
    signer,
    https,
    dispatcher,
    [Symbol.asyncDispose]: async () => {
      await dispatcher.destroy();
      await links[Symbol.asyncDispose]();
      lab.stop();
    },
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
