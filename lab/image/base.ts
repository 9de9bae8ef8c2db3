import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { connectEngine } from '../containers/index.ts';
import { ImageError } from './errors.ts';
import { inspectImage } from './inspect.ts';
import { ROOT } from './places.ts';

const OFFICIAL = 'node:24-bookworm-slim';
const ASK_LIMIT_MS = 5_000;

export interface Base {
  readonly tag: string;
  readonly id: string;
  readonly bytes: number;
}

/**
 * The base image: the wanted one; otherwise the official one when it is there or a registry has it; otherwise one made of
 * this machine's own Node and libraries, and said so.
 */
export async function ensureBase(wanted: string | undefined, say: (line: string) => void): Promise<Base> {
  const engine = await connectEngine();
  const tag = wanted ?? OFFICIAL;
  if (inspectImage(tag) === undefined) {
    const answer = engine.call('GET', `/distribution/${tag}/json`, ASK_LIMIT_MS);
    const canBeHad = await answer.then(
      ({ status }) => status === 200,
      () => false,
    );
    if (canBeHad) run('docker', ['pull', '--quiet', tag]);
    else if (wanted !== undefined) throw new ImageError(`no base image ${tag}, here or in a registry`);
    else return makeOwnBase(say);
  }
  return facts(tag);
}

/** Made again only for another Node. */
export function makeOwnBase(say: (line: string) => void): Base {
  const tag = `ptalab-base:node-${process.version.slice(1)}-${process.arch}`;
  if (inspectImage(tag) === undefined) run(join(ROOT, 'docker', 'base-image.sh'), [process.execPath, tag]);
  say(`base: ${OFFICIAL} cannot be had here; ${tag} is made of this machine's Node and libraries`);
  return facts(tag);
}

function facts(tag: string): Base {
  const image = inspectImage(tag);
  if (image === undefined) throw new ImageError(`base ${tag} is not there`);
  return { tag, id: image.id, bytes: image.bytes };
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, [...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (error !== undefined) throw new ImageError(`${command} cannot be started: ${error.message}`);
  if (status !== 0) throw new ImageError(`${command} ${args.join(' ')} ended with code ${status}`);
}
