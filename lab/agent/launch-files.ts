import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DirectoryServer } from '../ldap/directory-server.ts';

/** What an agent is told; the launcher adds the paths. */
export interface AgentSettings {
  readonly tenantId: string;
  readonly registrationUrl: string;
  /** Needed for as long as the agent is not registered; on disk only while it starts. */
  readonly token?: string | undefined;
  /** `http://host:port` */
  readonly proxy?: string | undefined;
  readonly directory: {
    readonly domain: string;
    readonly netbios: string;
    readonly servers: readonly DirectoryServer[];
  };
  readonly agentVersion?: string;
  readonly keyBits?: number;
}

/** The text of an agent's configuration, whose other files lie in `folder`: trust.pem, token and state. */
export function agentConfigText(folder: string, machineName: string, settings: AgentSettings): string {
  const { tenantId, registrationUrl, proxy, directory, agentVersion, keyBits } = settings;
  const place = (name: string): string => join(folder, name);
  const registration = { url: registrationUrl, tokenFile: place('token') };
  const files = { registration, stateDirectory: place('state'), trust: [place('trust.pem')] };
  const known = { contractVersion: '1', machineName, tenantId, proxy, directory, agentVersion, keyBits };
  return JSON.stringify({ ...known, ...files }, null, 2);
}

/** The files of one agent's host, all readable by their owner alone. */
export class AgentFiles {
  readonly config: string;
  readonly #folder: string;
  readonly #token: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.config = join(folder, 'agent.json');
    this.#token = join(folder, 'token');
  }

  write(machineName: string, settings: AgentSettings, trustPem: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    write(join(this.#folder, 'trust.pem'), trustPem);
    const registered = existsSync(join(this.#folder, 'state', 'registration.json'));
    if (!registered) write(this.#token, settings.token ?? '');
    write(this.config, agentConfigText(this.#folder, machineName, settings));
  }

  forgetToken(): void {
    rmSync(this.#token, { force: true });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
}
