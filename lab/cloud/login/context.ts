import type { FastifyRequest } from 'fastify';
import type { Apps } from '../apps/apps.ts';
import type { Resource } from '../apps/resource.ts';
import type { ReplayMemory } from '../assertions/replay.ts';
import type { Chance } from '../../chance/chance.ts';
import type { Tenants } from '../core/tenants.ts';
import type { CodeBook } from './authorize/code-book.ts';
import type { DeviceBook } from './device/device-book.ts';
import type { CloudNames } from './names.ts';
import type { MfaCodes } from './pages/mfa-codes.ts';
import type { Sessions } from './sessions/sessions.ts';
import type { LoginSettings } from './settings.ts';
import type { TokenMint } from './token/mint.ts';

/** What the login host's routes work with. */
export interface LoginContext {
  readonly names: CloudNames;
  readonly settings: LoginSettings;
  readonly tenants: Tenants;
  readonly apps: Apps;
  /** The API that a scope without a resource's name is about. */
  readonly graph: Resource;
  readonly mint: TokenMint;
  readonly codes: CodeBook;
  readonly devices: DeviceBook;
  readonly sessions: Sessions;
  readonly mfa: MfaCodes;
  readonly replay: ReplayMemory;
  /** Whether an address is one of this service's to which providers' answers and assertions go. */
  isOurs(address: string): boolean;
  readonly chance: Chance;
  /** Where a request comes from, as the service sees it: an address, or a simulated host's name. */
  locationOf(request: FastifyRequest): string;
}
