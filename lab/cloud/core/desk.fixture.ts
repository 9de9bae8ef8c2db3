import { createChance } from '../../chance/chance.ts';
import type { Clock } from '../../clock/clock.ts';
import { LabClock } from '../../clock/lab-clock.ts';
import { History } from '../../history/history.ts';
import { cloudConfig } from '../config.ts';
import { openTenant, type OpenedTenant } from '../open-tenant.ts';
import type { PassthroughOutcome, PassthroughRequest } from '../passthrough/validator.ts';
import type { PasswordAttempt } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import { DEFAULT_OUTCOMES } from './outcomes.ts';
import { Tenants } from './tenants.ts';

/** A desk whose agents are played by the test: what they were asked, and what they say next. */
export interface TestDesk {
  readonly desk: SignInDesk;
  /** A cloud of this tenant alone. */
  readonly tenants: Tenants;
  readonly opened: OpenedTenant;
  readonly history: History;
  readonly clock: Clock;
  readonly lab: LabClock;
  readonly asked: PassthroughRequest[];
  say(outcome: PassthroughOutcome | Error): void;
}

export const AGENT = 'b1f7e1a0-0000-4000-8000-000000000001';
export const ADA = 'ada@contoso.com';
export const FAY = 'fay@fabrikam.com';
export const FAY_ANCHOR = 'RmF5RmF5RmF5RmF5RmF5Rg==';
export const FEDERATION = {
  issuerUri: 'http://sts.fabrikam.com/adfs/services/trust',
  activeSignInUri: 'https://sts.fabrikam.com/adfs/services/trust/2005/usernamemixed',
  passiveSignInUri: 'https://sts.fabrikam.com/adfs/ls/',
};

/** A provider's settings as they are configured, with a certificate that nothing is signed under. */
export const PROVIDER = { ...FEDERATION, signingCertificate: 'TUlJ' };

/** A sign-in with a right password, unless the test says otherwise. */
export function anAttempt(changes: Partial<PasswordAttempt> = {}): PasswordAttempt {
  return {
    correlationId: 'c0ffee00-0000-4000-8000-000000000000',
    ...{ upn: ADA, password: 'secret', client: 'oauth', grant: 'password', authority: 'organizations' },
    ...{ location: '203.0.113.7', app: 'modern' },
    ...changes,
  };
}

/** The tenant has pass-through on, Ada (synced, contoso.com), Fay (synced, fabrikam.com, federated) and an admin. */
export function testDesk(overrides: Partial<SignInDesk> = {}): TestDesk {
  const lab = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const history = new History({ now: () => lab.now() });
  const chance = createChance('desk');
  const config = cloudConfig.parse({
    passThrough: true,
    domains: [{ name: 'contoso.com' }, { name: 'fabrikam.com', authentication: 'federated' }],
    smartLockout: { threshold: 3 },
  });
  const opened = openTenant(config, 'desk', 1, 'public', () => lab.now());
  opened.directory.add({ upn: ADA, sourceAnchor: 'QWRh', enabled: true, roles: [] });
  opened.directory.add({ upn: FAY, sourceAnchor: FAY_ANCHOR, enabled: true, roles: [] });
  const asked: PassthroughRequest[] = [];
  let next: PassthroughOutcome | Error = { kind: 'answered', agentId: AGENT, win32: 0 };
  const desk: SignInDesk = {
    ...opened,
    validator: {
      validate: (request) => {
        asked.push(request);
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
    },
    outcomes: DEFAULT_OUTCOMES,
    history,
    clock: lab.for('cloud'),
    newId: () => chance.uuid(),
    machineOf: (agentId) => (agentId === AGENT ? 'AGENT1' : undefined),
    ...overrides,
  };
  const say = (outcome: PassthroughOutcome | Error): void => void (next = outcome);
  const tenants = new Tenants(desk, [desk]);
  return { desk, tenants, opened, history, clock: desk.clock, lab, asked, say };
}
