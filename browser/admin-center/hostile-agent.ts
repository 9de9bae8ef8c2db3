import { registerAgent } from '../../lab/agent/register.ts';
import { wallClock } from '../../lab/clock/wall-clock.ts';
import { createDispatcher } from '../../lab/http/dispatcher.ts';
import type { Lab } from '../../lab/lab.ts';
import { ADMIN } from '../estate.ts';

/** Registers an agent that calls itself whatever it likes; it never listens. */
export async function registerAs(lab: Lab, machineName: string): Promise<void> {
  const { password } = await lab.cloud.passwordOf({ upn: ADMIN });
  const signIn = lab.devices.oauth.signIn({ upn: ADMIN, password });
  const { tokens } = await lab.clock.until(signIn, 'the sign-in of the administrator');
  if (tokens === undefined) throw new Error('the administrator cannot sign in');
  const dispatcher = createDispatcher({
    host: 'INTERNET',
    resolve: (hostname, port) => lab.reach.names[`${hostname}:${port}`],
    trust: lab.trust,
  });
  const url = `https://${lab.tenantId}.registration.msappproxy.net/v1/agents`;
  const clock = wallClock('hostile agent');
  try {
    await registerAgent({ url, token: tokens.accessToken, machineName, dispatcher, clock });
  } finally {
    await dispatcher.destroy();
  }
}
