import type { Lab } from '../lab/lab.ts';

/** One pass-through sign-in; throws when it fails, so that no figure is taken of a failure. */
export async function firstSignIn(lab: Lab): Promise<void> {
  const { accounts } = (await lab.forest?.accounts({})) ?? { accounts: [] };
  const upn = accounts.find(({ sam }) => !sam.startsWith('svc-'))?.upn ?? '';
  const { password } = (await lab.forest?.passwordOf({ user: upn })) ?? { password: '' };
  const result = await lab.clock.until(lab.devices.oauth.signIn({ upn, password }), 'the first sign-in');
  if (result.outcome !== 'success')
    throw new Error(`the first sign-in failed: ${result.errorText ?? result.outcome}`);
}
