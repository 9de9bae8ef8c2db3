import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Raised } from '../programs/tried.ts';
import { appsOf } from './apps.ts';
import { startBrowserService, type Doings } from './browser-service.ts';
import type { ClientLab } from './client.ts';
import { letIn, peopleOf, type People } from './people.ts';
import { makeKeyStore, readPrinted } from './printed.ts';
import { needRealNames } from './real-names.ts';
import { up, type LabInFolder } from './up.ts';

/** Of its own: a lab that somebody has up on 127.77.0.1 is not in the way. */
const ADDRESS = '127.77.44.3';
/** Events that a lab without a defect never has. */
const DEFECTS = ['request.failed', 'agentService.failed'];

/** One lab for all clients: those whom trying locks out are let in again for each. */
export interface StartedClientLab extends AsyncDisposable {
  again(): Promise<Raised<ClientLab>>;
}

/** Throws MissingError, ChildStartError. */
export async function startClientLab(): Promise<StartedClientLab> {
  needRealNames();
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-clients-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const lab = stack.use(await up(folder, ADDRESS));
  const [{ tenantId }, printed, people, apps] = await Promise.all([
    lab.cloud.status({}),
    readPrinted(lab.ptalab),
    peopleOf(lab),
    appsOf(lab, folder),
  ]);
  const ground = { address: ADDRESS, trust: readFileSync(printed.trust, 'utf8') };
  const browser = stack.use(await startBrowserService({ ground, ...doingsOf(people, lab) }));
  const keyStore = resolve(folder, await makeKeyStore(lab.ptalab, folder));
  const subject = { tenantId, people, apps, browser: browser.url, printed, keyStore, folder };
  const whole = stack.move();
  const again = async (): Promise<Raised<ClientLab>> => {
    await letIn(people, lab);
    const before = await defectsOf(lab);
    const defects = async (): Promise<readonly string[]> => (await defectsOf(lab)).slice(before.length);
    return { subject, defects, [Symbol.asyncDispose]: async () => undefined };
  };
  return { again, [Symbol.asyncDispose]: () => whole.disposeAsync() };
}

function doingsOf(people: People, { cloud }: LabInFolder): Omit<Doings, 'ground'> {
  const named = new Map(Object.entries(people));
  const find = (role: string): People['staff'] => {
    const person = named.get(role);
    if (person === undefined) throw new RangeError(`nobody is here as ${role}`);
    return person;
  };
  return {
    know: (role) => {
      const person = find(role);
      return { ...person, oneTimeCode: async () => (await cloud.mfaCodeOf({ upn: person.upn })).code };
    },
    revoke: async (role) => {
      await cloud.revokeSessions({ upn: find(role).upn });
    },
  };
}

async function defectsOf({ history }: LabInFolder): Promise<string[]> {
  const found = await Promise.all(DEFECTS.map((kind) => history.kind({ kind })));
  return found.flatMap(({ events }) => events.map((event) => JSON.stringify(event.data)));
}
