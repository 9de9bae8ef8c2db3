import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { History } from '../history/history.ts';
import { connectLdap, type LdapClient } from '../ldap/client.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { forestConfig, type ForestConfigInput } from './config.ts';
import { startForest, type StartedForest } from './forest.ts';

/** A forest with everything it stands on, for tests over real sockets. */
export interface ForestBench extends AsyncDisposable {
  readonly clock: LabClock;
  readonly history: History;
  readonly links: Links;
  readonly authority: Authority;
  readonly forest: StartedForest;
  /** An LDAPS connection from AGENT1 to a domain controller. */
  connect(dc?: string): Promise<LdapClient>;
  /** Where AGENT1 finds a service, such as `DC1/ldap`. */
  portOf(service: string): Promise<number>;
}

/** Starts a forest on a frozen clock; nobody is invented unless `config` wants it. */
export async function openForestBench(config: ForestConfigInput = {}): Promise<ForestBench> {
  const clock = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const history = new History({ now: () => clock.now() });
  const links = new Links();
  clock.join(links);
  const authority = await Authority.create('CN=Lab CA');
  const context = { clock: clock.for('forest'), history, chance: createChance('test'), authority, links };
  const forest = await startForest(forestConfig.parse({ users: { generate: 0 }, ...config }), context);
  const services = forest.domainControllers
    .flatMap(({ ldap, ldaps, gc, gcs }) => [ldap, ldaps, gc, gcs])
    .filter((each) => each !== undefined);
  const addressOf = async (name: string): Promise<{ host: string; port: number }> => {
    const service = services.find((each) => each.name === name);
    if (service === undefined) throw new Error(`there is no ${name}`);
    return (await links.open('AGENT1', service)).address;
  };
  return {
    clock,
    history,
    links,
    authority,
    forest,
    portOf: async (service) => (await addressOf(service)).port,
    connect: async (dc = 'DC1') => {
      const name = `${dc.toLowerCase()}.${forest.domain}`;
      return connectLdap({ server: { name, ...(await addressOf(`${dc}/ldaps`)) }, trust: authority.pem });
    },
    async [Symbol.asyncDispose]() {
      await forest.stop();
      await links[Symbol.asyncDispose]();
      clock.stop();
    },
  };
}
