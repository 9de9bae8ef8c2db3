import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { connectEngine } from './connect-engine.ts';
import type { EngineApi } from './engine-api.ts';
import { sayAddress } from './engine-address.ts';
import { EngineError } from './errors.ts';

/** What a lab needs to know of the engine it runs on. */
export interface EngineFacts {
  readonly version: string;
  readonly apiVersion: string;
  readonly architecture: string;
  readonly address: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Free space where the engine keeps its images; undefined when that is not on a disk of this machine. */
  readonly freeBytes: number | undefined;
}

export interface EngineNeeds {
  /** Images that must be there already. */
  readonly images?: readonly string[];
  /** Free space needed, in bytes; 1 GiB unless told. */
  readonly freeBytes?: number;
}

const OLDEST_API = '1.41';
const GIB = 1024 ** 3;

const versionAnswer = z.object({ Version: z.string(), ApiVersion: z.string(), Arch: z.string() });
const infoAnswer = z.object({
  NCPU: z.number(),
  MemTotal: z.number(),
  DockerRootDir: z.string().default(''),
});

/** Looks at the engine; throws EngineError with the remedy when a lab could not run on it. */
export async function checkEngine(needs: EngineNeeds = {}, api?: EngineApi): Promise<EngineFacts> {
  const engine = api ?? (await connectEngine());
  const facts = await readFacts(engine);
  requireAge(facts);
  requireSpace(facts, needs.freeBytes ?? GIB);
  for (const image of needs.images ?? []) await requireImage(engine, image);
  return facts;
}

/** Throws EngineError `image` when the engine does not have the image. */
export async function requireImage(engine: EngineApi, image: string): Promise<void> {
  if (await hasImage(engine, image)) return;
  const remedy = image.startsWith('ptalab:')
    ? 'Build it with `npx ptalab image`'
    : `Get it with \`docker pull ${image}\`, or check its name`;
  throw new EngineError('image', `the container engine has no image ${image}`, remedy);
}

export async function hasImage(engine: EngineApi, image: string): Promise<boolean> {
  return (await engine.call('GET', `/images/${image}/json`)).status === 200;
}

async function readFacts(engine: EngineApi): Promise<EngineFacts> {
  const [version, info] = await Promise.all([engine.call('GET', '/version'), engine.call('GET', '/info')]);
  const known = versionAnswer.safeParse(version.body);
  const machine = infoAnswer.safeParse(info.body);
  if (!known.success || !machine.success) {
    const reason = `what answers at ${sayAddress(engine.address)} does not describe itself as a container engine`;
    throw new EngineError('refused', reason, 'Check DOCKER_HOST');
  }
  return {
    version: known.data.Version,
    apiVersion: known.data.ApiVersion,
    architecture: known.data.Arch,
    address: sayAddress(engine.address),
    cpus: machine.data.NCPU,
    memoryBytes: machine.data.MemTotal,
    freeBytes: await freeSpace(machine.data.DockerRootDir),
  };
}

/** The engine may keep its files in a virtual machine, or where this user may not look. */
async function freeSpace(folder: string): Promise<number | undefined> {
  if (folder === '') return undefined;
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );
}

function requireAge({ version, apiVersion }: EngineFacts): void {
  if (isAtLeast(apiVersion, OLDEST_API)) return;
  const reason = `the container engine is too old: ${version} (API ${apiVersion})`;
  throw new EngineError('old', reason, `Update it to 20.10 or newer (API ${OLDEST_API})`);
}

function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor = 0, oldMinor = 0] = oldest.split('.').map(Number);
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

function requireSpace({ freeBytes }: EngineFacts, needed: number): void {
  if (freeBytes === undefined || freeBytes >= needed) return;
  const reason = `the container engine's disk has ${inMib(freeBytes)} MiB left, and a lab needs ${inMib(needed)}`;
  throw new EngineError('disk', reason, 'Free some, for instance with `docker system prune`');
}

function inMib(bytes: number): number {
  return Math.round(bytes / 1024 ** 2);
}
