import { Population } from '../population/population.ts';
import { settingsDn } from '../topology/configuration.ts';
import { Forest } from '../topology/forest.ts';
import type { Surroundings } from '../topology/surroundings.ts';
import type { ForestSettings } from '../topology/settings.ts';
import { DEFAULT_SITE } from '../topology/sites.ts';
import { PopulationSource } from '../store/population-source.ts';
import { Domain, POPULATION_RID } from './domain.ts';
import type { AccountPolicy } from './policy.ts';
import { baseOf, keyOf } from './names.ts';
import { idOf } from './seedling.ts';
import { Uac } from './user-account-control.ts';
import { wellKnown } from './well-known.ts';

const EPOCH = Date.UTC(2026, 0, 5, 8);
const MINUTE = 60_000;
const POLICY: AccountPolicy = {
  lockout: { threshold: 3, duration: 30 * MINUTE, observationWindow: 30 * MINUTE },
  password: { maxAge: 42 * 1440 * MINUTE, minAge: 0, minLength: 7, historyLength: 24, complexity: true },
};

export interface TestDomainOptions {
  /** Replication delay between any two domain controllers. */
  readonly delayMs?: number;
  /** Invented people in OU=Staff. */
  readonly people?: number;
  readonly domainControllers?: readonly string[];
}

/** A domain `contoso.lab` with DC1 and DC2 on a clock that stands. */
export function createTestDomain({
  delayMs = 0,
  people = 0,
  domainControllers = ['DC1', 'DC2'],
}: TestDomainOptions) {
  const clock = { now: EPOCH };
  const names = { dns: 'contoso.lab', netbios: 'CONTOSO' };
  const base = baseOf(names.dns);
  const sid = 'S-1-5-21-1-2-3';
  const schema = `CN=Schema,CN=Configuration,${base}`;
  const soil = { seed: 'test', base, schema, created: clock.now, firstUsn: 12_000 };
  const seedlings = wellKnown({
    ...{ ...soil, ...names, sid, policy: POLICY, domainControllers },
    organizationalUnits: ['Staff'],
    subordinates: [`CN=Configuration,${base}`],
    isForestRoot: true,
    settingsOf: (dc) => settingsDn({ name: dc, site: DEFAULT_SITE }, `CN=Configuration,${base}`),
  });
  const staff = seedlings.find(({ rdn }) => rdn.value === 'Staff');
  const dn = `OU=Staff,${base}`;
  const staffing = {
    seed: 'test',
    count: people,
    upnSuffix: names.dns,
    domainSid: sid,
    ridBase: POPULATION_RID,
  };
  const population = people === 0 ? undefined : new Population({ ...staffing, parents: [dn] });
  const domain = new Domain({
    names,
    seed: 'test',
    sid,
    controllers: domainControllers.map((name) => ({
      name,
      site: DEFAULT_SITE,
      isGlobalCatalog: true,
      sparesOldPasswords: true,
      skewMs: 0,
    })),
    seedlings,
    schema,
    links: ['member', 'manager', 'managedby', 'msds-psoappliesto'],
    population:
      population === undefined || staff === undefined
        ? undefined
        : new PopulationSource({
            population,
            containers: [{ id: idOf(soil, staff), key: keyOf(dn) }],
            created: clock.now,
            usnBase: Domain.populationUsn(seedlings),
            category: `CN=Person,${schema}`,
            userAccountControl: Uac.normalAccount,
          }),
    delay: () => delayMs,
    cut: () => false,
    now: () => clock.now,
  });
  return { domain, clock, population };
}

export const TEST_SETTINGS: ForestSettings = {
  unknownUser: '52e',
  restrictionShownFirst: 'logonHours',
  pdcJudges: 'passwordFailures',
  oldPasswordPeriod: 60 * MINUTE,
  requireSecureBinds: false,
  denyUnauthenticatedBinds: false,
  tls13: false,
  maxPageSize: 1_000,
  maxValRange: 1_500,
  maxQueryDuration: 2 * MINUTE,
};

/** One domain, and nothing beyond it. */
export const NOTHING_BEYOND: Surroundings = {
  foreign: () => undefined,
  trusts: () => false,
  nearest: () => undefined,
};

/** A forest of that one domain. */
export function createTestForest(options: TestDomainOptions, settings: Partial<ForestSettings> = {}) {
  const { domain, clock, population } = createTestDomain(options);
  const forest = new Forest({
    seed: 'test',
    domains: [domain],
    sites: [{ name: DEFAULT_SITE, subnets: [] }],
    upnSuffixes: ['example.com'],
    settings: { ...TEST_SETTINGS, ...settings },
  });
  return { forest, domain, clock, population };
}
