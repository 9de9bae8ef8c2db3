import { connectLdap, escapeFilterValue, type LdapClient } from '../../lab/ldap/client.ts';
import { groupStat } from './group-stat.ts';
import { startOurs, type OurForest } from './ours.ts';

/** What a forest of one size costs, and how its answers grow with it. */
export interface SizeFigures {
  readonly users: number;
  /** From the call that raises it, and from the start of its process, until it serves. */
  readonly raiseMs: number;
  readonly sinceStartMs: number;
  readonly residentMB: number;
  /** After the searches and binds below. */
  readonly usedMB: number;
  /** Milliseconds of one search by equality, the median, over LDAP in clear; by attribute. */
  readonly equalityMs: Readonly<Record<string, number>>;
  /** People met in a second by a filter that no index helps. */
  readonly walkedPerSecond: number | undefined;
}

/** Attributes that find one of many at once; the last two are written as escaped bytes. */
const KEYS = ['userPrincipalName', 'sAMAccountName', 'mail', 'objectGUID', 'objectSid'] as const;
const LONGEST_WALK = 1_000_000;
const PAGE = 1_000;

export async function sizeFigures(users: number, searches: number): Promise<SizeFigures> {
  await using forest = await startOurs(users);
  const { residentMB } = groupStat(forest.group);
  using client = await connectLdap({
    server: { name: 'dc1.corp.contoso.com', host: forest.host, port: forest.ldap },
    trust: '',
    security: 'none',
  });
  await client.bind(forest.nameOf(0), forest.password);
  const { base } = forest.searchFor(0);
  const equalityMs = await equality(client, base, users, searches);
  const walkedPerSecond = await walk(client, base, users);
  await binds(client, forest);
  const { raiseMs, sinceStartMs } = forest;
  const usedMB = groupStat(forest.group).residentMB;
  return { users, raiseMs, sinceStartMs, residentMB, usedMB, equalityMs, walkedPerSecond };
}

/** People from all of the population, met by the SIDs that they have one after the other. */
async function equality(
  client: LdapClient,
  base: string,
  users: number,
  searches: number,
): Promise<Record<string, number>> {
  const people = await sample(client, base, users, searches);
  const found: Record<string, number> = {};
  for (const key of KEYS) {
    const waits: number[] = [];
    for (const person of people) {
      const value = person[key];
      if (value === undefined) continue;
      const started = performance.now();
      const entries = await client.search({
        base,
        scope: 'sub',
        filter: `(${key}=${value})`,
        attributes: ['cn'],
      });
      waits.push(performance.now() - started);
      if (entries.length !== 1) throw new Error(`${entries.length} people have the ${key} ${value}`);
    }
    waits.sort((a, b) => a - b);
    found[key] = Math.round((waits[Math.floor(waits.length / 2)] ?? 0) * 1_000) / 1_000;
  }
  return found;
}

type Names = Partial<Record<(typeof KEYS)[number], string>>;

/** RID of the first invented person. */
const FIRST_RID = 200_000;

async function sample(client: LdapClient, base: string, users: number, count: number): Promise<Names[]> {
  const [domain] = await client.search({ base, scope: 'base', attributes: ['objectSid'] });
  const sid = domain?.bytes('objectSid');
  if (sid === undefined) throw new Error('the domain has no SID');
  const people: Names[] = [];
  for (let nth = 0; nth < count; nth++) {
    const rid = FIRST_RID + Math.floor((nth * users) / count);
    const filter = `(objectSid=${escaped(withRid(sid, rid))})`;
    const [entry] = await client.search({ base, scope: 'sub', filter, attributes: [...KEYS] });
    if (entry === undefined) continue;
    const bytes = (key: string): string => escaped(entry.bytes(key) ?? Buffer.alloc(0));
    const text = (key: string): string => escapeFilterValue(entry.text(key) ?? '');
    people.push({
      ...{ userPrincipalName: text('userPrincipalName'), sAMAccountName: text('sAMAccountName') },
      ...{ mail: text('mail'), objectGUID: bytes('objectGUID'), objectSid: bytes('objectSid') },
    });
  }
  return people;
}

/** The domain's SID with one more part. */
function withRid(domain: Buffer, rid: number): Buffer {
  const sid = Buffer.concat([domain, Buffer.alloc(4)]);
  sid[1] = (domain[1] ?? 0) + 1;
  sid.writeUInt32LE(rid, domain.length);
  return sid;
}

function escaped(bytes: Buffer): string {
  return [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
}

/** One page of nobody: everybody is met on the way there. Undefined for more people than a search may take time for. */
async function walk(client: LdapClient, base: string, users: number): Promise<number | undefined> {
  if (users > LONGEST_WALK) return undefined;
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

async function binds(client: LdapClient, forest: OurForest): Promise<void> {
  for (let user = 0; user < forest.users; user++) await client.bind(forest.nameOf(user), forest.password);
}
