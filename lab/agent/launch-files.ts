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
    const { registrationUrl, token = '', ...rest } = settings;
    const trust = join(this.#folder, 'trust.pem');
    const stateDirectory = join(this.#folder, 'state');
    const registration = { url: registrationUrl, tokenFile: this.#token };
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    write(trust, trustPem);
    if (!existsSync(join(stateDirectory, 'registration.json'))) write(this.#token, token);
    write(
      this.config,
      JSON.stringify(
        { contractVersion: '1', machineName, ...rest, registration, stateDirectory, trust: [trust] },
        null,
        2,
      ),
    );
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
