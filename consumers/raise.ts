import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChance } from '../lab/chance/chance.ts';
import { LabClock } from '../lab/clock/lab-clock.ts';
import { wallNow } from '../lab/clock/wall.ts';
import { startForest, type StartedForest } from '../lab/forest/index.ts';
import { History } from '../lab/history/history.ts';
import { Links } from '../lab/links/links.ts';
import type { Service } from '../lab/links/service.ts';
import { Authority } from '../lab/pki/authority.ts';
import type { Raised } from '../programs/tried.ts';
import type { ConsumedDomain, Endpoint, Person } from './consumer.ts';
import { domainConfig, namesIn } from './domain.ts';

/** The host that the programs of this machine are to the forest. */
const HOST = 'WORKSTATION1';

/** Raises the forest of `domain.yaml` on a clock that keeps pace with the wall, for one consumer. */
export async function raiseDomain(): Promise<Raised<ConsumedDomain>> {
  await using stack = new AsyncDisposableStack();
  const clock = stack.adopt(new LabClock({ epoch: wallNow(), mode: 'flowing' }), (each) => each.stop());
  const links = stack.use(new Links());
  clock.join(links);
  const history = new History({ now: () => clock.now() });
  const authority = await Authority.create('CN=Lab CA');
  const context = {
    clock: clock.for('forest'),
    history,
    chance: createChance('consumers'),
    authority,
    links,
  };
  const config = domainConfig();
  const forest = stack.use(await startForest(config, context));
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-consumer-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const trustFile = join(folder, 'authority.pem');
  writeFileSync(trustFile, authority.pem);
  const people = await findPeople(forest, namesIn(config));
  const { domain: dns, netbios, base } = forest;
  const domain = {
    ...{ dns, netbios, base, ...(await endpointsOf(forest, links)), trustFile, folder },
    person: (sam: string) => known(people, sam),
  };
  const whole = stack.move();
  const defects = (): string[] => history.kind('request.failed').map(({ data }) => JSON.stringify(data));
  return { subject: domain, defects, [Symbol.asyncDispose]: () => whole.disposeAsync() };
}

async function endpointsOf(
  { domainControllers }: StartedForest,
  links: Links,
): Promise<Record<'ldap' | 'ldaps' | 'gc' | 'gcs', Endpoint>> {
  const first = domainControllers[0];
  const open = async (scheme: 'ldap' | 'ldaps', service: Service | undefined): Promise<Endpoint> => {
    if (service === undefined) throw new RangeError('the first domain controller is no global catalog');
    const { port } = (await links.open(HOST, service)).address;
    return { host: 'localhost', port, url: `${scheme}://localhost:${port}` };
  };
  return {
    ldap: await open('ldap', first?.ldap),
    ldaps: await open('ldaps', first?.ldaps),
    gc: await open('ldap', first?.gc),
    gcs: await open('ldaps', first?.gcs),
  };
}

/** Whoever has no UPN, such as Administrator, is known by the implicit one. */
async function findPeople(
  { control, domain: dns }: StartedForest,
  names: readonly string[],
): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  for (const name of names) {
    const { sam, upn, dn } = await control.account({ user: name });
    const { password } = await control.passwordOf({ user: name });
    people.set(name.toLowerCase(), { sam, upn: upn === '' ? `${sam}@${dns}` : upn, dn, password });
  }
  return people;
}

function known(people: ReadonlyMap<string, Person>, sam: string): Person {
  const found = people.get(sam.toLowerCase());
  if (found === undefined) throw new RangeError(`consumers/domain.yaml has nobody called ${sam}`);
  return found;
}
