import { wallClock } from '../clock/wall-clock.ts';
import { startRelay } from './relay.ts';

/**
 * The relay as a program: PTALAB_RELAY_TOKEN is what the conductor must know; PTALAB_RELAY_BIND (all networks unless
 * given) and PTALAB_RELAY_PORT (7400) say where it listens. Prints `ready relay <port>`; SIGTERM ends it.
 */
const { PTALAB_RELAY_TOKEN: token, PTALAB_RELAY_BIND: bind, PTALAB_RELAY_PORT: port } = process.env;

if (token === undefined || token.length < 16) {
  process.stderr.write(
    'relay: PTALAB_RELAY_TOKEN must hold the conductor’s token, of 16 characters at least\n',
  );
  process.exit(2);
}
delete process.env['PTALAB_RELAY_TOKEN'];

const relay = await startRelay({
  bind: bind ?? '0.0.0.0',
  port: Number(port ?? 7400),
  conductorToken: token,
  clock: wallClock('relay'),
});
process.stdout.write(`ready relay ${relay.port}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void relay.stop());
