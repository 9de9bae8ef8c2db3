import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the image will have under /app; the Dockerfile copies it from here. */
export const STAGING = join(ROOT, 'node_modules', '.cache', 'ptalab', 'image');
