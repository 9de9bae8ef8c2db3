import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBase, type Base } from './base.ts';
import { build } from './build.ts';
import { ImageError } from './errors.ts';
import { inputsKey } from './inputs-key.ts';
import { INPUTS_LABEL, inspectImage } from './inspect.ts';
import { versionOf } from './packages.ts';
import { ROOT } from './places.ts';
import { stage, weigh } from './stage.ts';

const LIMIT_MB = 60;

export interface ImageOrder {
  /** An image to build on; the official one of Node where it can be had unless given. */
  readonly base: string | undefined;
  /** Also when nothing has changed. */
  readonly force: boolean;
  readonly say: (line: string) => void;
}

/** The image of this version, built only when something has changed. Throws ImageError, EngineError. */
export async function makeImage({ base: wanted, force, say }: ImageOrder): Promise<void> {
  const version = versionOf(ROOT);
  const tag = `ptalab:${version}`;
  const base = await ensureBase(wanted, say);
  const key = inputsKey(base.id);
  if (!force && inspectImage(tag)?.labels[INPUTS_LABEL] === key)
    say('nothing has changed since it was built');
  else
    await buildFrom(
      { tag, base: base.tag, labels: { 'org.ptalab.version': version, [INPUTS_LABEL]: key } },
      say,
    );
  report(tag, base, say);
}

/** Lays out what the image would have, and builds none: for who looks into it, or has no engine. */
export async function layOut(folder: string, say: (line: string) => void): Promise<void> {
  await stage(folder);
  say(`prepared ${weigh(folder)}`);
}

async function buildFrom(
  order: Omit<Parameters<typeof build>[0], 'staging'>,
  say: (line: string) => void,
): Promise<void> {
  const staging = join(tmpdir(), `ptalab-image-${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await layOut(staging, say);
    build({ ...order, staging });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function report(tag: string, base: Base, say: (line: string) => void): void {
  const built = inspectImage(tag);
  if (built === undefined) throw new ImageError(`${tag} is not there after the build`);
  const over = (built.bytes - base.bytes) / 1e6;
  say(`${tag}: ${over.toFixed(1)} MB over its base ${base.tag} (${(base.bytes / 1e6).toFixed(0)} MB)`);
  if (over > LIMIT_MB) throw new ImageError(`that is more than the ${LIMIT_MB} MB it may be`);
}
