import { createChance } from '../../lab/chance/chance.ts';
import { LabClock } from '../../lab/clock/lab-clock.ts';
import { forestConfig, startForest, type StartedForest } from '../../lab/forest/index.ts';
import { History } from '../../lab/history/history.ts';
import { Links } from '../../lab/links/links.ts';
import { Authority } from '../../lab/pki/authority.ts';
import { DifferentialError } from '../errors.ts';
import { Conversation } from '../wire/conversation.ts';
import * as requests from '../wire/requests.ts';
import { ldapAdministration } from './administration.ts';
import type { Administration, Target, World } from './world.ts';

const EPOCH = Date.UTC(2026, 10, 22, 12);

/** The lab's own forest over real sockets on a frozen clock: a new one for every case. */
export function openSimulated(): Target {
  return { name: 'simulated forest', open: openWorld, [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function openWorld(): Promise<World> {
  const clock = new LabClock({ epoch: EPOCH, mode: 'frozen' });
  const links = new Links();
  clock.join(links);
  const history = new History({ now: () => clock.now() });
  const authority = await Authority.create('CN=Differential');
  const context = { clock: clock.for('forest'), history, chance: createChance('golden'), authority, links };
  const forest = await startForest(
    forestConfig.parse({
      domain: 'contoso.lab',
      netbios: 'CONTOSO',
      upnSuffixes: ['contoso.lab'],
      domainControllers: ['DC1'],
      organizationalUnits: ['Staff'],
      lockout: { threshold: 5, duration: '60s', observationWindow: '60s' },
      maxPasswordAge: '3d',
      users: { generate: 0 },
    }),
    context,
  );
  const tls = { name: 'dc1.contoso.lab', trust: authority.pem };
  const connect: World['connect'] = async (over) => {
    const service = forest.domainControllers[0]?.[over];
    if (service === undefined) throw new DifferentialError('the forest has no domain controller');
    const { address } = await links.open('AGENT1', service);
    return Conversation.open({ ...address, tls: over === 'ldaps' ? tls : undefined });
  };
  return {
    base: forest.base,
    dns: forest.domain,
    netbios: forest.netbios,
    administrator: await administratorOf(forest, connect),
    connect,
    secure: (conversation) => conversation.secure(tls.name, tls.trust),
    expect: () => {},
    wait: async (ms) => {
      await clock.advance(ms);
    },
    async [Symbol.asyncDispose]() {
      await forest.stop();
      await links[Symbol.asyncDispose]();
      clock.stop();
    },
  };
}

/** Over LDAP, as with a real domain. */
async function administratorOf(
  forest: StartedForest,
  connect: World['connect'],
): Promise<Administration & { dn: string; password: string }> {
  const { password } = await forest.control.passwordOf({ user: 'Administrator' });
  const dn = `CN=Administrator,CN=Users,${forest.base}`;
  const conversation = await connect('ldaps');
  await conversation.ask(requests.bind(dn, password));
  const overLdap = ldapAdministration(conversation, {
    backdatePassword: async (name, byMs) => {
      await forest.control.agePassword({ user: /^CN=([^,]+)/i.exec(name)?.[1] ?? name, byMs });
    },
    gather: (count) => gather(overLdap, forest.base, count),
  });
  return { ...overLdap, dn, password };
}

/** So many contacts under OU=Crowd, and the group CN=big there with all of them. */
async function gather(administrator: Administration, base: string, count: number): Promise<void> {
  const unit = `OU=Crowd,${base}`;
  await administrator.add(unit, { objectClass: 'organizationalUnit' });
  const names = Array.from({ length: count }, (_, n) => `CN=c${String(n).padStart(4, '0')},${unit}`);
  for (const name of names) await administrator.add(name, { objectClass: 'contact' });
  await administrator.add(`CN=big,${unit}`, { objectClass: 'group', member: names });
}
