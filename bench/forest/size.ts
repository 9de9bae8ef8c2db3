import { connectLdap, type LdapClient } from '../../lab/ldap/client.ts';
import { groupStat } from './group-stat.ts';
import { startOurs } from './ours.ts';
import { samplePeople, SEARCHED, type Person } from './people.ts';

/** What a forest of one size costs, and how its answers grow with it. */
export interface SizeFigures {
  readonly users: number;
  /** From the call that raises it until its ports are open. */
  readonly raiseMs: number;
  /** From the start of its process until its first bind has been answered. */
  readonly firstBindMs: number;
  readonly residentMB: number;
  /** After the searches and binds below. */
  readonly usedMB: number;
  readonly searches: number;
  readonly binds: number;
  /** Milliseconds of one search by equality on that attribute, and of one bind by that form of a name: the median. */
  readonly searchMs: Readonly<Record<string, number>>;
  readonly bindMs: Readonly<Record<string, number>>;
  /** People met in a second by a filter that no index helps. */
  readonly walkedPerSecond: number;
}

const PAGE = 1_000;

/** @param sampled people who are each searched for by every attribute and bound by every form of a name */
export async function sizeFigures(users: number, sampled: number): Promise<SizeFigures> {
  await using forest = await startOurs(users);
  using client = await connectLdap({
    server: { name: 'dc1.corp.contoso.com', host: forest.host, port: forest.ldap },
    trust: '',
    security: 'none',
  });
  const bind = async (name: string): Promise<void> => {
    const { code, diagnosticMessage } = await client.bind(name, forest.password);
    if (code !== 0) throw new Error(`the bind as ${name} was refused: ${diagnosticMessage}`);
  };
  await bind(forest.nameOf(0));
  const firstBindMs = Math.round(performance.now() - forest.startedAt);
  const { residentMB } = groupStat(forest.group);
  const { base } = forest.searchFor(0);
  const people = await samplePeople(client, base, { users, count: sampled });
  const searchMs = await searches(client, base, people);
  const walkedPerSecond = await walk(client, base, users);
  await bind(forest.nameOf(0));
  const bindMs = await binds(bind, people, forest.netbios);
  const usedMB = groupStat(forest.group).residentMB;
  const made = {
    searches: people.length * SEARCHED.length,
    binds: people.length * Object.keys(bindMs).length,
  };
  const { raiseMs } = forest;
  return {
    ...{ users, raiseMs, firstBindMs, residentMB, usedMB },
    ...{ ...made, searchMs, bindMs, walkedPerSecond },
  };
}

async function searches(
  client: LdapClient,
  base: string,
  people: readonly Person[],
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const key of SEARCHED) {
    found[key] = await medianMs(people, async ({ filters }) => {
      const asked = { base, scope: 'sub', filter: `(${key}=${filters[key]})`, attributes: ['cn'] } as const;
      const entries = await client.search(asked);
      if (entries.length !== 1) throw new Error(`${entries.length} people have that ${key}`);
    });
  }
  return found;
}

/** By every form of a name that means a person wherever it is. */
async function binds(
  bind: (name: string) => Promise<void>,
  people: readonly Person[],
  netbios: string,
): Promise<Record<string, number>> {
  return {
    userPrincipalName: await medianMs(people, ({ upn }) => bind(upn)),
    'DOMAIN\\sAMAccountName': await medianMs(people, ({ sam }) => bind(`${netbios}\\${sam}`)),
    objectGUID: await medianMs(people, ({ guid }) => bind(`{${guid}}`)),
    objectSid: await medianMs(people, ({ sid }) => bind(sid)),
    'distinguished name': await medianMs(people, ({ dn }) => bind(dn)),
  };
}

async function medianMs(people: readonly Person[], work: (person: Person) => Promise<void>): Promise<number> {
  const waits: number[] = [];
  for (const person of people) {
    const started = performance.now();
    await work(person);
    waits.push(performance.now() - started);
  }
  waits.sort((a, b) => a - b);
  return Math.round((waits[Math.floor(waits.length / 2)] ?? 0) * 1_000) / 1_000;
}

/** One page of nobody: everybody is met on the way there. */
async function walk(client: LdapClient, base: string, users: number): Promise<number> {
  const started = performance.now();
  const found = await client.search({
    base,
    scope: 'sub',
    filter: '(department=nobody*)',
    attributes: ['cn'],
    pageSize: PAGE,
  });
  if (found.length > 0) throw new Error('somebody is in a department that is not there');
  return Math.round(users / ((performance.now() - started) / 1_000));
}
