import type { Clock } from '../../clock/clock.ts';
import type { HistorySink } from '../../history/history.ts';
import type { PassthroughValidator } from '../passthrough/validator.ts';
import type { OutcomeTable } from './outcomes.ts';
import type { PasswordWriteback } from './password-changes/writeback.ts';
import type { Passwords } from './passwords.ts';
import type { SignInLog } from './sign-in-log.ts';
import type { SmartLockout } from '../lockout/index.ts';
import type { Tenant } from './tenant.ts';

/** Everything a sign-in is decided with. */
export interface SignInDesk {
  readonly tenant: Tenant;
  readonly lockout: SmartLockout;
  readonly passwords: Passwords;
  /** The way to the tenant's agents. */
  readonly validator: PassthroughValidator;
  /** The way of new passwords to the forest, where there is one. */
  readonly writeback?: PasswordWriteback | undefined;
  readonly outcomes: OutcomeTable;
  readonly log: SignInLog;
  readonly history: HistorySink;
  readonly clock: Clock;
  newId(): string;
  /** The host an agent runs on, as it registered. */
  machineOf(agentId: string): string | undefined;
}
