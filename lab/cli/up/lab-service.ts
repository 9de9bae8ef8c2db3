import { z } from 'zod';
import type { ControlImplementation, ControlTransport } from '../../control/control.ts';
import { serveControl } from '../../control/control.ts';
import type { SignInResult } from '../../devices/index.ts';
import type { Lab } from '../../lab.ts';
import { VerbFailedError } from '../errors.ts';
import { labContract, type ClientKind } from './lab-control.ts';
import { overviewOf } from './overview.ts';
import { traceOf } from './trace.ts';

/** The lab's own control interface over a lab that is up. `stop` is called once its answer is on its way. */
export function serveLab(lab: Lab, stop: () => void): ControlTransport {
  const clockNow = async (): Promise<{ now: string; mode: 'frozen' | 'flowing' }> => {
    const { now, mode } = await lab.clock.show();
    return { now: new Date(now).toISOString(), mode };
  };
  const implementation: ControlImplementation<typeof labContract> = {
    status: async () => ({
      ...(await overviewOf(lab)),
      seed: lab.seed,
      clock: await clockNow(),
      components: await statusOfAll(lab.controls),
      events: (await lab.history.status({})).events,
    }),
    signIn: async ({ upn, password, client }) => signIn(lab, upn, password, client),
    trace: async ({ correlationId }) => traceOf((await lab.history.all({})).events, correlationId),
    clockShow: () => clockNow(),
    clockFreeze: async () => {
      await lab.clock.freeze();
      return clockNow();
    },
    clockFlow: async () => {
      await lab.clock.flow();
      return clockNow();
    },
    clockAdvance: async ({ ms }) => {
      const { fired } = await lab.clock.advance(ms);
      return { ...(await clockNow()), fired };
    },
    stop: () => {
      setImmediate(stop);
    },
  };
  return serveControl('lab', labContract, implementation);
}

async function statusOfAll(controls: ReadonlyMap<string, ControlTransport>): Promise<Record<string, Json>> {
  const asked = [...controls].map(async ([name, transport]) => {
    const reply = await transport('status', '{}');
    const status = 'ok' in reply ? z.json().parse(JSON.parse(reply.ok)) : { error: reply.error.message };
    return [name, status] as const;
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
    (await lab.forest?.passwordOf({ user: upn }).catch(() => undefined)) ??
    (await lab.cloud.passwordOf({ upn }).catch(() => undefined));
  if (asked !== undefined) return asked.password;
  const people = await somePeople(lab);
  const hint = people.length === 0 ? '' : `; the lab has ${people.join(', ')}`;
  throw new VerbFailedError(
    `nobody in the lab is called ${upn}${hint}. With --password anybody can be tried`,
  );
}

const SOME = 5;

/** A few who can sign in. */
async function somePeople(lab: Lab): Promise<string[]> {
  const accounts = (await lab.forest?.accounts({}))?.accounts ?? [];
  const inForest = accounts.filter(({ sam, enabled }) => enabled && !sam.startsWith('svc-'));
  const people = inForest.length > 0 ? inForest : await lab.cloud.users({});
  const names = people.slice(0, SOME).map(({ upn }) => upn);
  return people.length > SOME ? [...names, '…'] : names;
}
