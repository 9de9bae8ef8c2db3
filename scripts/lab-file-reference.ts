import { writeFileSync } from 'node:fs';
import { labFileReference } from '../lab/config/reference.ts';

writeFileSync(new URL('../docs/lab-file.md', import.meta.url), labFileReference());
