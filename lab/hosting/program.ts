import { generateKeys } from '../pki/key-source.ts';
import { wallSleep } from '../clock/wall.ts';
import { preloadRole } from './preload.ts';
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
const LONGEST_REDIAL_MS = 2_000;

/** Where the program says what becomes of it. */
export interface HostVoice {
  /** The conductor has taken its call. */
  dialledIn(): void;
  /** It does not get through; said once for each reason. */
  refused(reason: string): void;
}

/** Serves one lab after another, for as long as its conductor lets it in; between labs it waits for the next. */
export async function runHost({ host, conductor, bind }: HostSettings, voice: HostVoice): Promise<never> {
  preloadRole(host);
  const keys = generateKeys();
  let said = '';
  for (let waitMs = REDIAL_MS; ; waitMs = Math.min(LONGEST_REDIAL_MS, waitMs * 2)) {
    let isIn = false;
    const dialledIn = (): void => {
      isIn = true;
      said = '';
      voice.dialledIn();
    };
    const { message } = await serveLab({ url: conductor, host, keys, bind, dialledIn });
    if (isIn) waitMs = REDIAL_MS / 2;
    else if (message !== said) voice.refused((said = message));
    await wallSleep(waitMs);
  }
}
