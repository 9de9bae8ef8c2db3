import { spawnSync } from 'node:child_process';
import { ImageError } from './errors.ts';

/** The hash of everything an image was made of. */
export const INPUTS_LABEL = 'org.ptalab.inputs';

export interface ImageFacts {
  readonly id: string;
  readonly bytes: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** What the engine knows of an image; undefined when it has none of that name. */
export function inspectImage(tag: string): ImageFacts | undefined {
  const format = '{"id":{{json .Id}},"bytes":{{.Size}},"labels":{{json .Config.Labels}}}';
  const { status, stdout, error } = spawnSync('docker', ['image', 'inspect', '--format', format, tag], {
    encoding: 'utf8',
  });
  if (error !== undefined)
    throw new ImageError(
      `the command \`docker\` cannot be started: ${error.message}. Install Docker's client; building needs it`,
    );
  if (status !== 0) return undefined;
  const facts: { id: string; bytes: number; labels: Record<string, string> | null } = JSON.parse(stdout);
  return { ...facts, labels: facts.labels ?? {} };
}
