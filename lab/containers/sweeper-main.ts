import { text } from 'node:stream/consumers';
import { wallSleep } from '../clock/wall.ts';
import { DONE } from './sweeper.ts';

const LOOKS = 40;
const PAUSE_MS = 250;
const QUIET_LOOKS = 4;

const [lab] = process.argv.slice(2);
const said = await text(process.stdin);
if (said !== DONE && lab !== undefined) await sweepUntilQuiet(lab);

/** The engine may still be making what the harness had asked for when it was killed: one empty look proves nothing. */
async function sweepUntilQuiet(lab: string): Promise<void> {
  const { connectEngine } = await import('./connect-engine.ts');
  const { sweepLab } = await import('./sweep.ts');
  const engine = await connectEngine();
  let quiet = 0;
  for (let look = 0; look < LOOKS && quiet < QUIET_LOOKS; look += 1) {
    const removed = await sweepLab(engine, lab).catch(() => undefined);
    quiet = removed?.length === 0 ? quiet + 1 : 0;
    await wallSleep(PAUSE_MS);
  }
}
