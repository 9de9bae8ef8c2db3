import { resolve } from 'node:path';
import { Command } from 'commander';
import { EngineError } from '../../containers/errors.ts';
import { VerbFailedError } from '../errors.ts';
import type { Host } from '../host.ts';

const EXAMPLES = `
Examples:
  ptalab image                       build ptalab:<version>, unless it is there and nothing has changed
  ptalab image --base node:24-slim   on another base (or by PTALAB_IMAGE_BASE)
  ptalab image --lay-out <folder>    leave what the image would hold in a folder, and build none

It needs a container engine and its client \`docker\`; nothing is fetched but the base, where it is not there.
Exit codes: 0 the image is there, 1 it could not be built, 2 usage.`;

interface ImageOptions {
  readonly base?: string;
  readonly force?: boolean;
  readonly layOut?: string;
}

/** `ptalab image`: what the docker launcher runs, of the programs and packages that are installed here. */
export function imageCommand({ cwd, terminal }: Host): Command {
  const say = (line: string): void => terminal.say(line);
  return new Command('image')
    .description('build the image that labs in containers run')
    .option('--base <image>', 'what to build on (default: node:24-bookworm-slim, or one made of this Node)')
    .option('--force', 'also when nothing has changed')
    .option('--lay-out <folder>', 'only leave in this folder what the image would hold')
    .addHelpText('after', EXAMPLES)
    .action(async ({ base, force, layOut: folder }: ImageOptions) => {
      const { ImageError } = await import('../../image/errors.ts');
      const { layOut, makeImage } = await import('../../image/make-image.ts');
      const wanted = base ?? process.env['PTALAB_IMAGE_BASE'];
      try {
        if (folder === undefined) await makeImage({ base: wanted, force: force === true, say });
        else await layOut(resolve(cwd, folder), say);
      } catch (error) {
        if (error instanceof ImageError || error instanceof EngineError)
          throw new VerbFailedError(error.message);
        throw error;
      }
    });
}
