import type { ControlImplementation } from '../../control/control.ts';
import { appFrom } from '../apps/register.ts';
import type { CloudContract } from '../control.ts';
import type { Tenant } from '../core/tenant.ts';
import type { LoginContext } from './context.ts';
import { NoCodeError } from './pages/errors.ts';

/** The control plane's methods of the sign-in service. */
export function serveLoginControl({ mint, mfa, apps, chance }: LoginContext, tenant: Tenant) {
  return {
    rollSigningKey: async ({ step }) => {
      const { current, next, previous } = await mint.keys.roll(step);
      return { current, next, previous: [...previous] };
    },
    mfaCodeOf: ({ upn }) => {
      const code = mfa.pending(tenant.users.get(upn).id, mint.clock.now());
      if (code === undefined) throw new NoCodeError(upn);
      return { code };
    },
    registerApp: (config) => {
      const app = appFrom(config, tenant.id, chance.seed);
      apps.add(app);
      return { appId: app.appId, tenantId: tenant.id, name: app.name };
    },
  } satisfies Partial<ControlImplementation<CloudContract>>;
}
