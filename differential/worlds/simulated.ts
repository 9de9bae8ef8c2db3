import { createChance } from '../../lab/chance/chance.ts';
import { LabClock } from '../../lab/clock/lab-clock.ts';
import { forestConfig, SERVICE_ACCOUNT, startForest, type StartedForest } from '../../lab/forest/index.ts';
import { History } from '../../lab/history/history.ts';
import { Links } from '../../lab/links/links.ts';
import { Authority } from '../../lab/pki/authority.ts';
import { DifferentialError } from '../errors.ts';
import { Conversation } from '../wire/conversation.ts';
import * as requests from '../wire/requests.ts';
import { ldapAdministration } from './administration.ts';
import { controlAdministration } from './control-administration.ts';
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
      organizationalUnits: ['Golden'],
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

/** Over LDAP, as with a real domain, as soon as the forest has an administrator; until then by the forest's control. */
async function administratorOf(
  forest: StartedForest,
  connect: World['connect'],
): Promise<Administration & { dn: string; password: string }> {
  const byControl = controlAdministration(forest.control, forest.base);
  const password = await passwordOf(forest, 'Administrator');
  const dn = `CN=Administrator,CN=Users,${forest.base}`;
  if (password === undefined) {
    const service = `CN=${SERVICE_ACCOUNT},CN=Users,${forest.base}`;
    return { ...byControl, dn: service, password: (await passwordOf(forest, SERVICE_ACCOUNT)) ?? '' };
  }
  const conversation = await connect('ldaps');
  await conversation.ask(requests.bind(dn, password));
  return { ...ldapAdministration(conversation, byControl), dn, password };
}

async function passwordOf(forest: StartedForest, user: string): Promise<string | undefined> {
  try {
    return (await forest.control.passwordOf({ user })).password;
  } catch {
    return undefined;
  }
}
