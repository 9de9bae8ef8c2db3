import type { DockerFacts, DockerObject } from '../facts.ts';
import { advice, ok, problem, sizeOf, type Finding } from '../finding.ts';

const NEEDED = ['docker'] as const;
const TIGHT = 5 * 1_024 ** 3;

/** The engine as a lab meets it, the image, and what labs have left on it. */
export function judgeDocker({ client, engine, image, objects }: DockerFacts): Finding[] {
  return [
    judgeClient(client),
    ...judgeEngine(engine),
    ...(image === undefined ? [] : [judgeImage(image)]),
    ...(objects === undefined ? [] : [judgeObjects(objects)]),
  ];
}

function judgeClient(client: string | undefined): Finding {
  return client === undefined
    ? advice(
        'docker.client',
        'there is no docker client; labs do without, but building the image needs it',
        'Install Docker Engine with its client 20.10 or newer (https://docs.docker.com/engine/install/)',
      )
    : ok('docker.client', client, []);
}

function judgeEngine(engine: DockerFacts['engine']): Finding[] {
  if (engine.state === 'wrong') return [problem('docker.engine', engine.reason, engine.remedy, NEEDED)];
  const { version, address, freeBytes } = engine;
  const reached = ok('docker.engine', `the container engine is ${version}, at ${address}`, NEEDED);
  if (freeBytes === undefined) return [reached];
  const what = `${sizeOf(freeBytes)} is free where the container engine keeps its files`;
  return [
    reached,
    freeBytes < TIGHT
      ? advice('docker.disk', what, 'Free some, for instance with `docker system prune`')
      : ok('docker.disk', what, NEEDED),
  ];
}

function judgeImage({ tag, present }: { readonly tag: string; readonly present: boolean }): Finding {
  return present
    ? ok('docker.image', `the image ${tag} is there`, NEEDED)
    : problem(
        'docker.image',
        `the container engine has no image ${tag}`,
        'Build it: `npx ptalab image`',
        NEEDED,
      );
}

/** What a killed lab left is swept by the next one too; until then it holds names and addresses. */
function judgeObjects(objects: readonly DockerObject[]): Finding {
  const left = objects.filter(({ abandoned }) => abandoned);
  const inUse = objects.length - left.length;
  const used = inUse === 0 ? 'no lab is up on it' : `${count(inUse, 'object')} there of labs that are up`;
  if (left.length === 0)
    return ok('docker.leftovers', `killed labs have left nothing on the container engine; ${used}`, []);
  const numberOf = (kind: DockerObject['kind']): string =>
    count(left.filter((one) => one.kind === kind).length, kind);
  return advice(
    'docker.leftovers',
    `killed labs have left ${numberOf('container')} and ${numberOf('network')}`,
    'Remove them: `ptalab sweep`',
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
