import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import type { Service } from '../links/service.ts';
import { generateKeys, type KeySource } from '../pki/key-source.ts';
import type { FederationConfig } from './config.ts';
import { federationContract, type FederationControl, type FederationSettings } from './control.ts';
import { issuerOf } from './core/issuer.ts';
import { Farm } from './farm.ts';
import { httpsService, type HttpsService } from '../http/https-service.ts';
import { Path } from './names.ts';
import { checkAgainstForest } from './password-check.ts';
import { federationRoutes } from './routes.ts';
import { createSigner, type Signer } from './signer.ts';

export interface FederationPeers {
  /** Domain controllers by the farm host's own links, in the order they are tried. */
  readonly directory: readonly DirectoryServer[];
}

export interface HostName {
  readonly name: string;
  readonly port: number;
  readonly service: Service;
}

export interface StartedFederation extends Started {
  readonly name: 'federation';
  readonly control: FederationControl;
  readonly https: Service;
  /** Names that devices and the cloud know the farm by. */
  readonly hosts: readonly HostName[];
  readonly settings: FederationSettings;
}

/** Starts an AD FS farm that checks passwords against the forest. */
export async function startFederation(
  config: FederationConfig,
  context: ComponentContext & { readonly keys?: KeySource | undefined },
  peers: FederationPeers,
): Promise<StartedFederation> {
  const { clock, authority, history, chance } = context;
  const keys = context.keys ?? generateKeys();
  const signing = keys.signingKey('AD FS token signing').then((key) => createSigner(config.name, key));
  const making = Promise.all([signing, authority.issueServer([config.name])]);
  const [signer, credential] = await clock.busy('AD FS certificates', making);
  const directory = { servers: peers.directory, trust: authority.pem, clock, limitMs: config.directoryLimit };
  const checkPassword = checkAgainstForest(directory);
  const farm = new Farm({ config, clock, history, chance, signer, checkPassword });
  const https = httpsService('ADFS/https', credential, federationRoutes(farm));
  const settings = settingsOf(config, signer);
  return {
    name: 'federation',
    control: createControl(farm, https, settings),
    https,
    hosts: [{ name: config.name, port: 443, service: https }],
    settings,
    stop: () => Promise.resolve(https.stop()),
    [Symbol.asyncDispose]: () => Promise.resolve(https.stop()),
  };
}

function settingsOf(config: FederationConfig, signer: Signer): FederationSettings {
  const { name, domains } = config;
  return {
    issuerUris: Object.fromEntries(domains.map((domain) => [domain, issuerOf(config, domain)])),
    activeSignInUri: `https://${name}${Path.trust2005}`,
    passiveSignInUri: `https://${name}${Path.passive}`,
    metadataExchangeUri: `https://${name}${Path.metadata}`,
    signingCertificate: signer.certificate,
  };
}

function createControl(farm: Farm, https: HttpsService, settings: FederationSettings): FederationControl {
  const note = (kind: string): void => {
    farm.parts.history.append({
      component: farm.parts.config.host,
      kind,
      data: { name: farm.parts.config.name },
    });
  };
  return inlineControl('federation', federationContract, {
    status: () => ({ running: https.running, ...farm.counts }),
    shutDown: () => {
      if (https.running) note('farm.shutDown');
      https.stop();
    },
    start: () => {
      if (!https.running) note('farm.started');
      https.start();
    },
    settings: () => settings,
  });
}
