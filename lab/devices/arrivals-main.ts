import { readFileSync, rmSync } from 'node:fs';
import { createDispatcher } from '../http/dispatcher.ts';
import { driveArrivals } from './arrivals-driver.ts';
import { arrivalsPlan } from './arrivals-plan.ts';

/**
 * The load driver's program. PTALAB_ARRIVALS names its plan, which it removes as soon as it is read, since passwords
 * stand in it. Says `ready arrivals`, then one line `result <JSON>`. Ends when standard input closes.
 */
process.stdin.on('close', () => process.exit(1)).resume();

const path = process.env['PTALAB_ARRIVALS'] ?? '';
const plan = arrivalsPlan.parse(JSON.parse(readFileSync(path, 'utf8')));
rmSync(path);

/** Kept and used again. Without a limit an overloaded lab would spend what it has left on TLS handshakes. */
const CONNECTIONS = 128;

const dispatcher = createDispatcher({
  host: 'the load driver',
  connections: CONNECTIONS,
  resolve: (name, port) => plan.addresses[`${name}:${port}`],
  trust: plan.trust,
});
process.stdout.write('ready arrivals\n');
const result = await driveArrivals(plan, dispatcher);
process.stdout.write(`result ${JSON.stringify(result)}\n`, () => process.exit(0));
