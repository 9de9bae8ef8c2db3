import { Checks } from '../checks.ts';
import type { ConsumedDomain, Consumer, Outcome } from '../consumer.ts';
import { needPackages } from '../packages.ts';
import { succeed } from '../program.ts';
import { writeConfiguration } from './configuration.ts';
import { freePort, startServer } from '../programs/server.ts';
import { checkGroups, checkPeople, checkPlaces } from './requests.ts';

const PROGRAM = '/usr/sbin/apache2';

export const consumer: Consumer = {
  title: 'Apache HTTP Server, mod_authnz_ldap',
  kind: 'framework',
  async prepare() {
    needPackages(PROGRAM, ['apache2-bin']);
    const said = await succeed({ command: PROGRAM, args: ['-v'] });
    return { version: /Apache\/(\S+)/.exec(said)?.[1] ?? 'of unknown version', use };
  },
};

async function use(domain: ConsumedDomain): Promise<readonly Outcome[]> {
  const port = await freePort();
  const file = writeConfiguration(domain, port);
  const run = { command: PROGRAM, args: ['-f', file, '-D', 'FOREGROUND', '-e', 'info'] };
  const ready = { ready: /resuming normal operations/, readyWithinMs: 30_000 };
  await using stack = new AsyncDisposableStack();
  stack.use(await startServer({ name: 'Apache HTTP Server', ...run, ...ready }));
  const checks = new Checks();
  const at = `http://127.0.0.1:${port}`;
  await checkPeople(checks, domain, at);
  await checkGroups(checks, domain, at);
  await checkPlaces(checks, domain, at);
  return checks.outcomes;
}
