import { startLab } from '../launchers/index.ts';

/** A harness that raises a lab on an estate and stays. */
const [, , url = '', seed = ''] = process.argv;
const lab = await startLab({
  attach: { url, token: process.env['PTALAB_TOKEN'] ?? '' },
  seed,
  lab: { cloud: {} },
});
process.stdin.once('end', () => process.exit(0)).resume();
process.stdout.write(`ready harness ${lab.seed}\n`);
