import type { Dispatcher } from 'undici';
import type { Chance } from '../chance/chance.ts';
import type { Clock } from '../clock/clock.ts';
import { wallElapsed } from '../clock/wall.ts';
import type { HistorySink } from '../history/history.ts';
import { signInWithBrowser } from './browser.ts';
import { callsOf, type Call } from './call.ts';
import { signInWithOAuth } from './oauth.ts';
import { syncPhone } from './phone.ts';
import { askAsProgram, type ProgramAnswer, type ProgramRequest } from './program.ts';
import type { Decision, SignInOptions, SignInResult } from './result.ts';

export interface DevicesOptions {
  /** The devices' own way to the network. */
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly history: HistorySink;
  readonly chance: Chance;
  readonly tenantId: string;
  /** Lab milliseconds one HTTP request may take; a minute unless told. */
  readonly limitMs?: number;
}

/** Users' devices outside the corporate network. Signing in never throws for what a peer does. */
export interface Devices {
  readonly oauth: { signIn(who: SignInOptions): Promise<SignInResult> };
  readonly browser: { signIn(who: SignInOptions): Promise<SignInResult> };
  /** An ActiveSync device, known to Exchange by its id. */
  phone(deviceId: string): { sync(who: SignInOptions): Promise<SignInResult> };
  /** For protocols that no device here speaks. */
  readonly program: { ask(request: ProgramRequest): Promise<ProgramAnswer> };
}

const LIMIT_MS = 60_000;

export function createDevices(options: DevicesOptions): Devices {
  const { clock, chance, tenantId } = options;
  const facts = { messageId: () => chance.uuid(), now: () => clock.now() };
  return {
    oauth: {
      signIn: (who) =>
        signIn(options, 'oauth', who, (call) => signInWithOAuth(call, who, { tenantId, facts })),
    },
    browser: { signIn: (who) => signIn(options, 'browser', who, (call) => signInWithBrowser(call, who)) },
    phone: (deviceId) => ({
      sync: (who) => signIn(options, 'phone', who, (call) => syncPhone(call, deviceId, who)),
    }),
    program: { ask: (request) => askAsProgram({ limitMs: LIMIT_MS, ...options }, request) },
  };
}

/** Runs one sign-in under its correlation id, and keeps account of when it began and how it ended. */
async function signIn(
  options: DevicesOptions,
  client: 'oauth' | 'browser' | 'phone',
  { upn, correlationId = options.chance.uuid() }: SignInOptions,
  decide: (call: Call) => Promise<Decision>,
): Promise<SignInResult> {
  const { clock, history, dispatcher, limitMs = LIMIT_MS } = options;
  const [labStart, wallStart] = [clock.now(), wallElapsed()];
  history.append({ component: 'client', kind: 'signin.sent', correlationId, data: { upn, client } });
  const decision = await decide(callsOf({ dispatcher, clock, limitMs }, correlationId));
  const [labMs, wallMs] = [clock.now() - labStart, wallElapsed() - wallStart];
  const { outcome, via, errorCode, errorText } = decision;
  const data = { outcome, via, ...(errorCode === undefined ? {} : { errorCode }) };
  const volatile = { wallMs, ...(errorText === undefined ? {} : { errorText }) };
  history.append({ component: 'client', kind: 'signin.answered', correlationId, data, volatile });
  return { ...decision, upn, correlationId, labMs, wallMs };
}
