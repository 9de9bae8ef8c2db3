import type { SignInResult } from '../../lab/devices/index.ts';
import type { Lab } from '../../lab/lab.ts';
import { signInToApplication, type ApplicationOptions } from './application-sign-in.ts';
import type { Client } from './parameters.ts';
import type { LabWorld } from './world.ts';

export interface SignInOptions extends ApplicationOptions {
  readonly client?: Client;
  /** The right one unless given. */
  readonly password?: string;
}

/** A password that nobody in the lab has; another for each number. */
export function wrongPassword(nth: number): string {
  return `Wrong-guess-${nth}!`;
}

/** One user signs in and the world remembers how it went. */
export async function signIn(
  world: LabWorld,
  upn: string,
  options: SignInOptions = {},
): Promise<SignInResult> {
  const lab = await world.lab();
  const password = options.password ?? world.chosenPasswords.get(upn) ?? (await passwordOf(lab, upn));
  const { client = 'oauth' } = options;
  const work =
    client === 'oauth' || client === 'browser'
      ? lab.devices[client].signIn({ upn, password })
      : signInToApplication(world, client, { upn, password }, options);
  const result = await world.until(work, `the sign-in of ${upn}`);
  world.record(result);
  return result;
}

/** Many users sign in side by side; what comes of it is recorded in their order. */
export async function signInTogether(
  world: LabWorld,
  upns: readonly string[],
): Promise<readonly SignInResult[]> {
  const lab = await world.lab();
  const attempts = upns.map(async (upn) =>
    lab.devices.oauth.signIn({ upn, password: await passwordOf(lab, upn) }),
  );
  const results = await world.until(Promise.all(attempts), `${upns.length} sign-ins`);
  for (const result of results) world.record(result);
  return results;
}

/** A phone synchronizes mail with Basic credentials, as ActiveSync devices did until 2022. */
export async function syncPhone(world: LabWorld, upn: string, phone: string, given?: string): Promise<void> {
  const lab = await world.lab();
  const password = given ?? (await passwordOf(lab, upn));
  world.record(
    await world.until(lab.devices.phone(phone).sync({ upn, password }), `the mail of ${upn} on ${phone}`),
  );
}

/** The right password, wherever the user lives. */
export async function passwordOf(lab: Lab, upn: string): Promise<string> {
  const cloudOnly = upn.endsWith('.onmicrosoft.com');
  const { password } =
    cloudOnly || lab.forest === undefined
      ? await lab.cloud.passwordOf({ upn })
      : await lab.forest.passwordOf({ user: upn });
  return password;
}

/** UPNs of the forest's generated users, in order. */
export async function forestUsers(lab: Lab): Promise<string[]> {
  const { accounts } = (await lab.forest?.accounts({})) ?? { accounts: [] };
  return accounts.filter(({ sam, enabled }) => enabled && !sam.startsWith('svc-')).map(({ upn }) => upn);
}
