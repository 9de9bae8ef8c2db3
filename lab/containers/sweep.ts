import { hostname } from 'node:os';
import { z } from 'zod';
import { wallSleep } from '../clock/wall.ts';
import { connectEngine } from './connect-engine.ts';
import type { EngineApi } from './engine-api.ts';
import { EngineError } from './errors.ts';
import { isAbandoned, LAB_LABEL, OWNER_LABEL, processRuns } from './labels.ts';

/** A container or network that bears a lab's label. */
export interface LabObject {
  readonly kind: 'container' | 'network';
  readonly id: string;
  readonly name: string;
  readonly lab: string;
  readonly owner: string | undefined;
}

const labels = z.record(z.string(), z.string()).nullish();
const containerList = z.array(
  z.object({ Id: z.string(), Names: z.array(z.string()).default([]), Labels: labels }),
);
const networkList = z.array(z.object({ Id: z.string(), Name: z.string(), Labels: labels }));

const REMOVAL_TRIES = 20;
const REMOVAL_PAUSE_MS = 100;

/** Everything on the engine that bears the label of one lab, or of any. */
export async function findLabObjects(engine: EngineApi, lab?: string): Promise<LabObject[]> {
  const label = lab === undefined ? LAB_LABEL : `${LAB_LABEL}=${lab}`;
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
  const [containers, networks] = await Promise.all([
    engine.call('GET', `/containers/json?all=1&filters=${filters}`),
    engine.call('GET', `/networks?filters=${filters}`),
  ]);
  const object = (
    kind: LabObject['kind'],
    id: string,
    name: string,
    its: z.output<typeof labels>,
  ): LabObject => ({
    kind,
    id,
    name,
    lab: its?.[LAB_LABEL] ?? '',
    owner: its?.[OWNER_LABEL],
  });
  return [
    ...containerList
      .parse(containers.body)
      .map(({ Id, Names, Labels }) => object('container', Id, (Names[0] ?? Id).replace(/^\//, ''), Labels)),
    ...networkList.parse(networks.body).map(({ Id, Name, Labels }) => object('network', Id, Name, Labels)),
  ];
}

/** What labs of this machine have left behind: their processes are gone. */
export async function findLeftovers(engine: EngineApi): Promise<LabObject[]> {
  const machine = hostname();
  return (await findLabObjects(engine)).filter(({ owner }) => isAbandoned(owner, machine, processRuns));
}

/**
 * Removes what dead processes of this machine left behind; returns what was removed. What the engine does not let go of,
 * such as a network whose containers it has miscounted, is left: it is in nobody's way.
 */
export async function sweep(engine?: EngineApi): Promise<LabObject[]> {
  const api = engine ?? (await connectEngine());
  const removed: LabObject[] = [];
  await remove(api, await findLeftovers(api), removed).catch(() => undefined);
  return removed;
}

/** Removes every lab's containers and networks, whoever raised them, also of labs that still run. */
export async function sweepAll(engine?: EngineApi): Promise<LabObject[]> {
  const api = engine ?? (await connectEngine());
  return remove(api, await findLabObjects(api));
}

/** Removes what one lab has on the engine. */
export async function sweepLab(engine: EngineApi, lab: string): Promise<LabObject[]> {
  return remove(engine, await findLabObjects(engine, lab));
}

/** Containers first, all at once, with their volumes; then the networks they were on. Throws when all have been tried. */
async function remove(
  engine: EngineApi,
  objects: readonly LabObject[],
  removed: LabObject[] = [],
): Promise<LabObject[]> {
  for (const kind of ['container', 'network'] as const) {
    const tried = await Promise.allSettled(
      objects
        .filter((one) => one.kind === kind)
        .map(async (one) => {
          await removeOne(engine, one);
          removed.push(one);
        }),
    );
    for (const outcome of tried) if (outcome.status === 'rejected') throw outcome.reason;
  }
  return removed;
}

/** An engine may still be busy with it (409), or with the containers of a network (403): it is asked again. */
async function removeOne(engine: EngineApi, { kind, id, name }: LabObject): Promise<void> {
  const path = kind === 'container' ? `/containers/${id}?force=1&v=1` : `/networks/${id}`;
  for (let tries = 1; ; tries += 1) {
    const { status, body } = await engine.call('DELETE', path, 30_000);
    if (status < 300 || status === 404) return;
    if (tries < REMOVAL_TRIES) {
      await wallSleep(REMOVAL_PAUSE_MS);
      continue;
    }
    const why = z.object({ message: z.string() }).safeParse(body).data?.message ?? `status ${status}`;
    const command = kind === 'container' ? 'docker rm -f' : 'docker network rm';
    throw new EngineError(
      'refused',
      `${kind} ${name} cannot be removed: ${why}`,
      `Try \`${command} ${name}\``,
    );
  }
}
