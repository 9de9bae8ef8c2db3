import type { Clock } from '../../clock/clock.ts';
import type { HistorySink } from '../../history/history.ts';
import type { PassthroughValidator } from '../passthrough/validator.ts';
import type { MethodRules } from './method.ts';
import type { OutcomeTable } from './outcomes.ts';
import type { Passwords } from './passwords.ts';
import type { SignInLog } from './sign-in-log.ts';
import type { SmartLockout } from './smart-lockout.ts';
import type { Tenant } from './tenant.ts';

/** Everything a sign-in is decided with. */
export interface SignInDesk {
  readonly tenant: Tenant;
  readonly lockout: SmartLockout;
  readonly passwords: Passwords;
  /** The way to the tenant's agents. */
  readonly validator: PassthroughValidator;
  readonly outcomes: OutcomeTable;
  readonly rules: MethodRules;
  readonly log: SignInLog;
  readonly history: HistorySink;
  readonly clock: Clock;
  newId(): string;
  /** The host an agent runs on, as it registered. */
  machineOf(agentId: string): string | undefined;
}
