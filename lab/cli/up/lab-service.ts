import { z } from 'zod';
import type { ControlImplementation, ControlTransport } from '../../control/control.ts';
import { serveControl } from '../../control/control.ts';
import type { SignInResult } from '../../devices/index.ts';
import type { Lab } from '../../lab.ts';
import { labContract, type ClientKind } from './lab-control.ts';
import { traceOf } from './trace.ts';

/** The lab's own control interface over a lab that is up. `stop` is called once its answer is on its way. */
export function serveLab(lab: Lab, stop: () => void): ControlTransport {
  const clockNow = (): { now: string; mode: 'frozen' | 'flowing' } => ({
    now: new Date(lab.clock.now()).toISOString(),
    mode: lab.clock.mode,
  });
  const implementation: ControlImplementation<typeof labContract> = {
    status: async () => ({
      seed: lab.seed,
      clock: clockNow(),
      components: await statusOfAll(lab.controls),
      events: lab.history.length,
    }),
    signIn: async ({ upn, password, client }) => signIn(lab, upn, password, client),
    trace: ({ correlationId }) => traceOf(lab.history.all(), correlationId),
    clockShow: () => clockNow(),
    clockFreeze: () => {
      lab.clock.freeze();
      return clockNow();
    },
    clockFlow: () => {
      lab.clock.flow();
      return clockNow();
    },
    clockAdvance: async ({ ms }) => {
      const { fired } = await lab.clock.advance(ms);
      return { ...clockNow(), fired };
    },
    stop: () => {
      setImmediate(stop);
    },
  };
  return serveControl('lab', labContract, implementation);
}

async function statusOfAll(controls: ReadonlyMap<string, ControlTransport>): Promise<Record<string, Json>> {
  const asked = [...controls].map(async ([name, transport]) => {
    const answer = await transport('status', '{}').catch((error: unknown) =>
      JSON.stringify({ error: error instanceof Error ? error.message : String(error) }),
    );
    return [name, z.json().parse(JSON.parse(answer))] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}

type Json = z.output<ReturnType<typeof z.json>>;

interface SignInAnswer {
  outcome: string;
  correlationId: string;
  errorCode?: number;
  errorText?: string;
  labMs: number;
}

/** Signs in on a device outside the corporate network; without a password, with the right one. */
async function signIn(
  lab: Lab,
  upn: string,
  given: string | undefined,
  client: ClientKind,
): Promise<SignInAnswer> {
  const password = given ?? (await passwordOf(lab, upn));
  const { outcome, correlationId, errorCode, errorText, labMs } = await lab.clock.until(
    deviceSignIn(lab, client, { upn, password }),
    `the sign-in of ${upn}`,
  );
  const answer: SignInAnswer = { outcome, correlationId, labMs };
  if (errorCode !== undefined) answer.errorCode = errorCode;
  if (errorText !== undefined) answer.errorText = errorText;
  return answer;
}

function deviceSignIn(
  lab: Lab,
  client: ClientKind,
  who: { upn: string; password: string },
): Promise<SignInResult> {
  if (client === 'phone') return lab.devices.phone('phone-1').sync(who);
  return client === 'browser' ? lab.devices.browser.signIn(who) : lab.devices.oauth.signIn(who);
}

async function passwordOf(lab: Lab, upn: string): Promise<string> {
  const asked =
    lab.forest === undefined ? undefined : await lab.forest.passwordOf({ user: upn }).catch(() => undefined);
  return (asked ?? (await lab.cloud.passwordOf({ upn }))).password;
}
