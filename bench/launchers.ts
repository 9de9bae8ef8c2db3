import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connectEngine, hasImage } from '../lab/containers/index.ts';
import { OWN_IMAGE } from '../lab/launchers/docker/image.ts';
import { summarize, type Summary } from './samples.ts';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('../lab/cli/main.ts', import.meta.url));
const program = fileURLToPath(new URL('./launcher-main.ts', import.meta.url));

export interface LauncherStart {
  readonly agents: number;
  /** From the start of a fresh process, loading included, to the lab being up. */
  readonly upMs: Summary;
  /** And to the first sign-in that an agent has checked. */
  readonly firstSignInMs: Summary;
  /** From `stop` until nothing of it is left. */
  readonly downMs: Summary;
}

export interface DockerStart extends LauncherStart {
  /** What the image adds to its base, in megabytes (10⁶ bytes). */
  readonly imageOverBaseMb: number;
}

/** A process for each component, in a fresh process each time. */
export function processLab(times: number): Promise<LauncherStart> {
  return launcherStart('process', 1, times);
}

/** Containers of an image that is there already; or why there is no figure. */
export async function dockerLab(times: number): Promise<DockerStart | { readonly notMeasured: string }> {
  const reason = await whyNotHere();
  if (reason !== undefined) return { notMeasured: reason };
  // One that is there may be of another checkout; it is left alone when nothing has changed.
  await run(process.execPath, [cli, 'image']);
  const start = await launcherStart('docker', 3, times);
  return { ...start, imageOverBaseMb: await imageOverBase() };
}

async function whyNotHere(): Promise<string | undefined> {
  try {
    const engine = await connectEngine();
    return (await hasImage(engine, OWN_IMAGE)) ? undefined : `no image ${OWN_IMAGE}: run \`npm run image\``;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function launcherStart(launcher: string, agents: number, times: number): Promise<LauncherStart> {
  const seen: { upMs: number; signedInMs: number; downMs: number }[] = [];
  for (let nth = 0; nth < times; nth++) {
    const { stdout } = await run(process.execPath, [program, launcher, `${agents}`]);
    seen.push(JSON.parse(stdout) as { upMs: number; signedInMs: number; downMs: number });
  }
  return {
    agents,
    upMs: summarize(seen.map(({ upMs }) => upMs)),
    firstSignInMs: summarize(seen.map(({ signedInMs }) => signedInMs)),
    downMs: summarize(seen.map(({ downMs }) => downMs)),
  };
}

/** The layers from the newest down to the one that puts the package in place; what is below is the base. */
async function imageOverBase(): Promise<number> {
  const format = ['--no-trunc', '--human=false', '--format', '{{.Size}} {{.CreatedBy}}'];
  const { stdout } = await run('docker', ['history', ...format, OWN_IMAGE]);
  const layers = stdout.trim().split('\n');
  const first = layers.findLastIndex((layer) => /COPY .*\/app\s*(#.*)?$/.test(layer));
  const bytes = layers.slice(0, first + 1).reduce((sum, layer) => sum + Number.parseInt(layer, 10), 0);
  return Math.round(bytes / 1e5) / 10;
}
