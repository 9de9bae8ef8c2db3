import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stepCatalogue } from './steps/catalogue.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

writeFileSync(new URL('../docs/steps.md', import.meta.url), await stepCatalogue(ROOT));
