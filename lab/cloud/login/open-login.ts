import type { Apps } from '../apps/apps.ts';
import { graphResource } from '../apps/resource.ts';
import { ReplayMemory } from '../assertions/replay.ts';
import type { ComponentContext } from '../../component.ts';
import type { Tenants } from '../core/tenants.ts';
import { CodeBook } from './authorize/code-book.ts';
import type { LoginContext } from './context.ts';
import { Callers } from './callers.ts';
import { DeviceBook } from './device/device-book.ts';
import { Sealer } from './keys/sealer.ts';
import type { SigningKeys } from './keys/signing-keys.ts';
import { takerOfAssertions, type CloudNames } from './names.ts';
import { MfaCodes } from './pages/mfa-codes.ts';
import { Sessions } from './sessions/sessions.ts';
import type { LoginSettings } from './settings.ts';

export interface LoginOrder {
  readonly tenants: Tenants;
  readonly apps: Apps;
  readonly keys: SigningKeys;
  readonly names: CloudNames;
  readonly settings: LoginSettings;
  /** Of ID and access tokens, in milliseconds. */
  readonly tokenLifetime: number;
}

/** The sign-in service's state, before anything serves it. */
export function openLogin(
  { tenants, apps, keys, names, settings, tokenLifetime }: LoginOrder,
  { clock, chance, links }: Pick<ComponentContext, 'clock' | 'chance' | 'links'>,
): LoginContext {
  const sealer = new Sealer();
  const callers = new Callers(links);
  return {
    ...{ names, settings, tenants, apps, chance },
    graph: graphResource(names.graph),
    mint: {
      ...{ clock, lifetimeMs: tokenLifetime, keys, sealer },
      beside: settings.tokensBesideAccess,
      newId: () => chance.uuid(),
    },
    codes: new CodeBook(sealer, settings),
    devices: new DeviceBook(settings.deviceCode),
    sessions: new Sessions(settings),
    mfa: new MfaCodes(),
    replay: new ReplayMemory(),
    isOurs: takerOfAssertions(names),
    locationOf: ({ raw: { socket } }) => callers.of(socket),
  };
}
