import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { generateKeys } from '../lab/pki/key-source.ts';
import { selfSigned } from '../lab/pki/self-signed.ts';
import type { AppRole, ClientApp } from './client.ts';
import type { LabInFolder } from './up.ts';

const described = z.object({
  cloud: z.object({
    apps: z.array(
      z.object({
        name: z.string(),
        appId: z.string(),
        secrets: z.array(z.object({ value: z.string() })).default([]),
        redirectUris: z.object({ web: z.array(z.string()).default([]) }).prefault({}),
      }),
    ),
  }),
});

/** The applications of `lab.yaml`, and one that is registered with a certificate made now. */
export async function appsOf(
  { cloud }: Pick<LabInFolder, 'cloud'>,
  folder: string,
): Promise<Record<AppRole, ClientApp>> {
  const text = readFileSync(new URL('lab.yaml', import.meta.url), 'utf8');
  const { apps } = described.parse(parse(text)).cloud;
  const named = (name: string): ClientApp => {
    const found = apps.find((each) => each.name === name);
    if (found === undefined) throw new RangeError(`clients/lab.yaml has no application ${name}`);
    const [secret] = found.secrets;
    const [redirect] = found.redirectUris.web;
    return {
      id: found.appId,
      ...(secret === undefined ? {} : { secret: secret.value }),
      ...(redirect === undefined ? {} : { redirect }),
    };
  };
  return {
    desktop: named('Desktop'),
    daemon: named('Daemon'),
    web: named('Web'),
    certified: await certified(cloud, folder),
  };
}

/** Key and certificate stand in one PEM file, as most libraries want them. */
async function certified(cloud: LabInFolder['cloud'], folder: string): Promise<ClientApp> {
  const key = await generateKeys().signingKey('clients');
  const certificate = (await selfSigned('CN=Certified', key)).toString('pem');
  const path = join(folder, 'certified.pem');
  writeFileSync(
    path,
    `${key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}${certificate}\n`,
  );
  const { appId } = await cloud.registerApp({
    name: 'Certified',
    certificates: [certificate],
    grantedRoles: ['User.Read.All'],
  });
  return { id: appId, certificate: path };
}
