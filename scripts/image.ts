import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBase } from './image/base.ts';
import { build } from './image/build.ts';
import { inputsKey } from './image/inputs-key.ts';
import { INPUTS_LABEL, inspectImage } from './image/inspect.ts';
import { ROOT } from './image/places.ts';
import { stage, weigh } from './image/stage.ts';

const LIMIT_MB = 60;

/** `npm run image [-- --base <image>] [-- --force]`: the image of this checkout, built only when something has changed. */
const { values } = parseArgs({
  options: { base: { type: 'string' }, force: { type: 'boolean', default: false } },
});
try {
  await main(values.base ?? process.env['PTALAB_IMAGE_BASE'], values.force);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(3);
}

async function main(wantedBase: string | undefined, force: boolean): Promise<void> {
  const version = versionOf(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const tag = `ptalab:${version}`;
  const base = await ensureBase(wantedBase);
  const key = inputsKey(base.id);
  const present = inspectImage(tag);
  if (!force && present?.labels[INPUTS_LABEL] === key) console.log('nothing has changed since it was built');
  else {
    stage();
    console.log(`prepared ${weigh()}`);
    build({ tag, base: base.tag, labels: { 'org.ptalab.version': version, [INPUTS_LABEL]: key } });
  }
  report(tag, base);
}

function report(tag: string, base: { readonly tag: string; readonly bytes: number }): void {
  const built = inspectImage(tag);
  if (built === undefined) throw new Error(`image: ${tag} is not there after the build`);
  const over = (built.bytes - base.bytes) / 1e6;
  console.log(
    `${tag}: ${over.toFixed(1)} MB over its base ${base.tag} (${(base.bytes / 1e6).toFixed(0)} MB)`,
  );
  if (over > LIMIT_MB) throw new Error(`image: that is more than the ${LIMIT_MB} MB it may be`);
}

function versionOf(text: string): string {
  const description: unknown = JSON.parse(text);
  if (typeof description === 'object' && description !== null && 'version' in description) {
    return String(description.version);
  }
  throw new Error('image: package.json names no version');
}
