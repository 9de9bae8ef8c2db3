import { readFileSync } from 'node:fs';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import { AgentConfigError, messageOf } from './errors.ts';
import { Fields } from './fields.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The agent's configuration: the file that PTALAB_AGENT_CONFIG names, and the environment (agent contract, section 6). */
export interface AgentConfig {
  readonly machineName: string;
  readonly tenantId: string;
  readonly registration: { readonly url: URL; readonly tokenFile: string };
  readonly stateDirectory: string;
  /** Authorities (PEM) that the host trusts. */
  readonly trust: readonly string[];
  /** The outbound proxy; without one the agent calls names directly. */
  readonly proxy: URL | undefined;
  readonly directory: {
    readonly domain: string;
    readonly netbios: string;
    /** In the order in which they are tried. */
    readonly servers: readonly DirectoryServer[];
  };
  readonly agentVersion: string;
  readonly keyBits: number;
  readonly clockUrl: string | undefined;
}

/** Of the last agent whose release is documented: Azure Government takes none before 1.5.1742.0. */
const AGENT_VERSION = '1.5.2482.0';
const KEY_BITS = 2_048;

/** Reads and checks the configuration. Throws AgentConfigError. */
export function readConfig(environment: Environment): AgentConfig {
  const path = environment['PTALAB_AGENT_CONFIG'];
  if (path === undefined || path === '') throw new AgentConfigError('PTALAB_AGENT_CONFIG names no file');
  try {
    return checkConfig(Fields.parse(path, readFileSync(path, 'utf8')), environment);
  } catch (error) {
    throw new AgentConfigError(messageOf(error));
  }
}

function checkConfig(file: Fields, environment: Environment): AgentConfig {
  file.version();
  const registration = file.fields('registration');
  const directory = file.fields('directory');
  return {
    machineName: file.text('machineName'),
    tenantId: file.text('tenantId'),
    registration: { url: registration.url('url'), tokenFile: registration.text('tokenFile') },
    stateDirectory: file.text('stateDirectory'),
    trust: file.texts('trust').map((path) => readFileSync(path, 'utf8')),
    proxy: proxyOf(file, environment),
    directory: {
      domain: directory.text('domain'),
      netbios: directory.text('netbios'),
      servers: directory.list('servers').map(serverOf),
    },
    agentVersion: file.optionalText('agentVersion') ?? AGENT_VERSION,
    keyBits: file.has('keyBits') ? file.integer('keyBits', KEY_BITS) : KEY_BITS,
    clockUrl: environment['PTALAB_CLOCK_URL'],
  };
}

function proxyOf(file: Fields, environment: Environment): URL | undefined {
  if (file.has('proxy')) return file.url('proxy');
  const text = environment['HTTPS_PROXY'] ?? environment['HTTP_PROXY'];
  if (text === undefined || text === '') return undefined;
  const url = URL.parse(text);
  if (url === null) throw new AgentConfigError('HTTPS_PROXY is no URL');
  return url;
}

function serverOf(server: Fields): DirectoryServer {
  return { name: server.text('name'), host: server.text('host'), port: server.integer('port', 1) };
}
