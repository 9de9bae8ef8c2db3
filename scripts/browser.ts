// npm run test:browser [-- names of test files…]: the pages of the lab in a real Chromium. Exit code 3: there is none here.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium } from '../browser/chromium.ts';
import { readCall } from './options.ts';

const { words } = readCall({
  call: 'npm run test:browser',
  about: [
    'Opens the sign-in pages and the admin center of labs in a real Chromium, looks at them with axe, and takes the pictures of the README.',
    'Needs Chromium: Debian’s package chromium, or the path of another in PTALAB_CHROMIUM. Nothing is downloaded.',
    'Exit codes: 0 all passed, 1 some failed, 2 usage, 3 there is no Chromium.',
  ],
  options: {},
  meaning: {},
  words: { shown: '[part of a file’s name …]', meaning: 'only these tests' },
});

if (findChromium() === undefined) {
  console.error(
    'there is no Chromium here: install it (Debian and Ubuntu: apt-get install chromium), or name one in PTALAB_CHROMIUM',
  );
  process.exit(3);
}
const outcome = join('node_modules', '.cache', 'ptalab', 'browser.json');
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.browser.config.ts'];
const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${outcome}`];
const { status } = spawnSync(process.execPath, [...vitest, ...reports, ...words], { stdio: 'inherit' });
process.exit(status ?? 1);
