import { ControlError } from '../control/errors.ts';
import { z } from 'zod';
import { serveControl, type ControlImplementation, type ControlTransport } from '../control/control.ts';
import type { SignInResult } from '../devices/index.ts';
import type { Lab } from '../lab.ts';
import { directoryOf } from './directory.ts';
import { environmentOf } from './environment.ts';
import { PersonUnknownError } from './errors.ts';
import { labContract, type ClientKind } from './lab-control.ts';
import { overviewOf } from './overview.ts';
import { traceOf } from './trace.ts';

/** What a desk serves. */
export interface DeskOptions {
  /** The lab that is up now. Throws when none is. */
  lab(): Lab;
  /** The loopback address that answers the lab's names on their own ports, if one does. */
  readonly address?: (() => string | undefined) | undefined;
  /** Told to take the lab down. */
  stop(): void;
}

type Implementation = ControlImplementation<typeof labContract>;

/** The control interface of a whole lab: what a person asks of it. */
export function serveLab({ lab, stop, address }: DeskOptions): ControlTransport {
  return serveControl('lab', labContract, {
    status: () => statusOf(lab()),
    directory: ({ user }) => directoryOf(lab(), user),
    environment: () => environmentOf(lab(), address?.()),
    signIn: async ({ upn, password, client }) => signIn(lab(), upn, password, client),
    trace: async ({ correlationId }) => traceOf((await lab().history.all({})).events, correlationId),
    stop,
    ...time(lab),
  });
}

function time(lab: DeskOptions['lab']): Pick<Implementation, `clock${string}` & keyof Implementation> {
  return {
    clockShow: () => clockOf(lab()),
    clockFreeze: async () => {
      const here = lab();
      await here.clock.freeze();
      return clockOf(here);
    },
    clockFlow: async () => {
      const here = lab();
      await here.clock.flow();
      return clockOf(here);
    },
    clockAdvance: async ({ ms }) => {
      const here = lab();
      const { fired } = await here.clock.advance(ms);
      return { ...(await clockOf(here)), fired };
    },
  };
}

async function clockOf({ clock }: Lab): Promise<{ now: string; mode: 'frozen' | 'flowing' }> {
  const { now, mode } = await clock.show();
  return { now: new Date(now).toISOString(), mode };
}

async function statusOf(lab: Lab): Promise<z.input<typeof labContract.status.output>> {
  return {
    ...(await overviewOf(lab)),
    seed: lab.seed,
    clock: await clockOf(lab),
    components: await statusOfAll(lab.controls),
    events: (await lab.history.status({})).events,
  };
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
    (await lab.forest?.passwordOf({ user: upn }).catch(unlessChanged)) ??
    (await lab.cloud.passwordOf({ upn }).catch(() => undefined));
  if (asked !== undefined) return asked.password;
  throw new PersonUnknownError(upn, await somePeople(lab));
}

/** Who is not in the forest may be in the cloud; who is, but with a password of his own, is not signed in with another. */
function unlessChanged(error: unknown): undefined {
  if (error instanceof ControlError && error.code === 'PTALAB_FOREST_PASSWORD_UNKNOWN') throw error;
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
