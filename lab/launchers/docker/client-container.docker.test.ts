import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import type { LabInput } from '../../config/index.ts';
import { DockerYard, startLab } from '../index.ts';
import { OWN_IMAGE } from './image.ts';

const ESTATE: LabInput = {
  clock: { epoch: 'now', mode: 'flowing' },
  forest: { users: { generate: 1, upnSuffix: 'fabrikam.com' } },
  cloud: { domains: [{ name: 'fabrikam.com', authentication: 'federated' }] },
  federation: {},
  exchange: {},
  egress: {},
  connect: [{ host: 'CONNECT1' }],
};

/** What client libraries ask first, each under its own name and at the port that the name has. */
const ASKED = [
  'https://login.microsoftonline.com/fabrikam.com/v2.0/.well-known/openid-configuration',
  'https://login.microsoft.com/fabrikam.com/v2.0/.well-known/openid-configuration',
  'https://sts.windows.net/fabrikam.com/.well-known/openid-configuration',
  'https://login.windows.net/common/userrealm/ada@fabrikam.com?api-version=1.0',
  'https://microsoft.com/devicelogin',
  'https://graph.microsoft.com/v1.0/domains',
  'https://sts.fabrikam.com/adfs/services/trust/mex',
  'https://outlook.office365.com/Microsoft-Server-ActiveSync',
];
const PROGRAM = `
for (const url of ${JSON.stringify(ASKED)}) {
  const status = await fetch(url, { redirect: 'manual' }).then((answer) => answer.status, (error) => error.cause?.code);
  console.log(status, new URL(url).hostname);
}`;
const TRUSTING =
  'printf %s "$TRUST" >/tmp/ca.pem && NODE_EXTRA_CA_CERTS=/tmp/ca.pem exec node --input-type=module -e "$PROGRAM"';

const yard = new DockerYard();
afterAll(() => yard[Symbol.asyncDispose]());

/** A container of nobody's in the network outside, as a user of the lab puts one there. */
async function outside(trust: string): Promise<string> {
  const network = (await docker(['network', 'ls', '--format', '{{.Name}}']))
    .split('\n')
    .find((name) => /^ptalab-.*-internet$/.test(name));
  const image = ['--entrypoint', 'sh', OWN_IMAGE, '-c', TRUSTING];
  const env = ['--env', `TRUST=${trust}`, '--env', `PROGRAM=${PROGRAM}`];
  return docker(['run', '--rm', '--network', network ?? '', ...env, ...image]);
}

/** The lab is served by this process too, which must not wait for the engine. */
async function docker(args: readonly string[]): Promise<string> {
  const child = spawn('docker', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await once(child, 'close');
  return said.trim();
}

test('a container that is put into the network outside finds every name at its own port', async () => {
  await using lab = await startLab({ launcher: 'docker', dockyard: yard, lab: ESTATE });
  expect((await outside(lab.trust)).split('\n')).toEqual([
    '200 login.microsoftonline.com',
    '200 login.microsoft.com',
    '200 sts.windows.net',
    '200 login.windows.net',
    '302 microsoft.com',
    '401 graph.microsoft.com',
    '200 sts.fabrikam.com',
    '401 outlook.office365.com',
  ]);
});
