import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ownTable } from './exceptions/read.ts';
import { withTable } from './exceptions/table.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = new URL('../docs/launchers.md', import.meta.url);

writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), await ownTable(ROOT)));
