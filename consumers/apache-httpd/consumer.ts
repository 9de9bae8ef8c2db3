import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { Checks } from '../../programs/checks.ts';
import { MissingError, type ConsumedDomain, type Consumer, type Outcome } from '../consumer.ts';
import { needPackages } from '../../programs/packages.ts';
import { succeed } from '../../programs/program.ts';
import { writeConfiguration } from './configuration.ts';
import { freePort, startServer } from '../programs/server.ts';
import { checkGroups, checkPeople, checkPlaces } from './requests.ts';

const PROGRAM = '/usr/sbin/apache2';

export const consumer: Consumer = {
  title: 'Apache HTTP Server, mod_authnz_ldap',
  kind: 'framework',
  async prepare() {
    needPackages(PROGRAM, ['apache2-bin']);
    needPassage(tmpdir());
    const said = await succeed({ command: PROGRAM, args: ['-v'] });
    return { version: /Apache\/(\S+)/.exec(said)?.[1] ?? 'of unknown version', use };
  },
};

/** Its workers run as another user than root, and read in the domain's folder. Throws MissingError. */
function needPassage(folder: string): void {
  const passable = (statSync(folder).mode & 0o001) !== 0;
  if (!passable)
    throw new MissingError(`other users cannot pass through ${folder} (chmod o+x, or another TMPDIR)`);
  if (dirname(folder) !== folder) needPassage(dirname(folder));
}

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
