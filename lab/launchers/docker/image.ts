import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const description = z.object({ version: z.string() });

/** The image of this very version, as `npm run image` tags it. */
export const OWN_IMAGE = `ptalab:${versionOf()}`;

function versionOf(): string {
  // Two folders deeper once it is compiled.
  const up = import.meta.url.endsWith('.ts') ? '../../../' : '../../../../';
  const path = fileURLToPath(new URL(`${up}package.json`, import.meta.url));
  return description.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
