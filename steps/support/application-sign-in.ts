import { wallElapsed } from '../../lab/clock/wall.ts';
import type { SignInResult } from '../../lab/devices/index.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Application, DeviceCode, Granted, Hints } from './application.ts';
import { NoAnswerError } from './internet.ts';
import type { Person } from './pages.ts';
import type { ApplicationFlow } from './parameters.ts';
import type { LabWorld } from './world.ts';

/** What a user, or the application that they sign in to, does beside the ordinary. */
export interface ApplicationOptions extends Omit<Hints, 'correlationId'> {
  /** For a page that asks for another password. */
  readonly newPassword?: string;
  /** Whether the user has their second factor at hand. */
  readonly secondFactor?: boolean;
}

/** A user signs in to an application of the scenario's own. What went wrong in the protocol itself is thrown. */
export async function signInToApplication(
  world: LabWorld,
  flow: ApplicationFlow,
  who: Pick<Person, 'upn' | 'password'>,
  { newPassword, secondFactor = false, ...hints }: ApplicationOptions,
): Promise<SignInResult> {
  const [lab, application] = [await world.lab(), await world.application()];
  const person: Person = {
    ...who,
    newPassword,
    ...(secondFactor && { secondFactor: codeFor(lab, who.upn) }),
  };
  return attempt(world, who.upn, (correlationId) =>
    granted(application, flow, person, { ...hints, correlationId }),
  );
}

/** Keeps account of an application's attempt as a device does of its own. */
export async function attempt(
  world: LabWorld,
  upn: string,
  ask: (correlationId: string) => Promise<Granted>,
): Promise<SignInResult> {
  const correlationId = (await world.internet()).chance.uuid();
  const [labStart, wallStart] = [await world.now(), wallElapsed()];
  const answer = await ask(correlationId).catch(unanswered);
  const [labMs, wallMs] = [(await world.now()) - labStart, wallElapsed() - wallStart];
  const facts = { upn, via: 'unknown', correlationId, labMs, wallMs } as const;
  if (answer.kind === 'tokens') return { ...facts, outcome: 'success', tokens: answer.tokens };
  const { kind: outcome, errorCode, errorText, claims } = answer;
  world.notes.set('claims', claims ?? '');
  return { ...facts, outcome, errorText, ...(errorCode !== undefined && { errorCode }) };
}

/** Throws what is no failure of the network. */
function unanswered(error: unknown): Granted {
  if (error instanceof NoAnswerError) return { kind: 'unavailable', errorText: error.message };
  throw error;
}

async function granted(
  application: Application,
  flow: ApplicationFlow,
  person: Person,
  hints: Hints,
): Promise<Granted> {
  switch (flow) {
    case 'authorizationCode':
      return application.authorizationCode(person, hints);
    case 'passwordGrant':
      return application.password(person, hints);
    case 'deviceCode': {
      const shown = await application.askForDeviceCode(hints);
      const refused = await enterCode(application, shown, { ...person, confirms: true }, hints);
      return refused ?? application.redeemDeviceCode(shown, hints);
    }
  }
}

/** The user brings a device's code; what a page refuses with, if one does. */
export async function enterCode(
  application: Application,
  shown: DeviceCode,
  { confirms, ...person }: Person & { readonly confirms: boolean },
  hints: Hints,
): Promise<Granted | undefined> {
  const device = { userCode: shown.user_code, confirms };
  const { errorCode } = await application.enterDeviceCode(shown, { ...person, device }, hints);
  return errorCode === undefined
    ? undefined
    : { kind: 'refused', errorCode, errorText: `AADSTS${errorCode} on a page` };
}

/** The code of the second factor, of whoever asks for one now: the cloud's, or AD FS'. */
function codeFor({ cloud, federation }: Lab, upn: string): () => Promise<string> {
  return async () => {
    const own = await cloud.mfaCodeOf({ upn }).catch((error: unknown) => {
      if (federation === undefined) throw error;
      return federation.verificationCodeOf({ upn });
    });
    return own.code;
  };
}
