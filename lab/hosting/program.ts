import { generateKeys } from '../pki/key-source.ts';
import { wallSleep } from '../clock/wall.ts';
import { serveLab } from './lab-session.ts';

/** What a host program is told by its environment. */
export interface HostSettings {
  /** PTALAB_HOST: `forest`, `cloud`, … */
  readonly host: string;
  /** PTALAB_CONDUCTOR: the WebSocket address to dial, with its token. */
  readonly conductor: string;
  /** PTALAB_BIND: where links listen. */
  readonly bind: string | undefined;
}

const REDIAL_MS = 100;

/** Serves one lab after another, for as long as its conductor lets it in; between labs it waits for the next. */
export async function runHost(
  { host, conductor, bind }: HostSettings,
  dialledIn: () => void,
): Promise<never> {
  const keys = generateKeys();
  for (;;) {
    await serveLab({ url: conductor, host, keys, bind, dialledIn });
    await wallSleep(REDIAL_MS);
  }
}
