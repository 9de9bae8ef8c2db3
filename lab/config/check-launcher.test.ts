import { expect, test } from 'vitest';
import { checkLab, checkLauncher } from './index.ts';

const proxied = checkLab({ egress: {} });
const firewalled = checkLab({ egress: { mode: 'firewall' } });

test.each(['inline', 'process'])('a firewall without a proxy is refused by the launcher %s', (launcher) => {
  expect(() => checkLauncher(firewalled, launcher)).toThrow(
    `lab: egress.mode: found "firewall" with the launcher ${launcher}; expected the launcher docker`,
  );
  expect(() => checkLauncher(proxied, launcher)).not.toThrow();
});

test('containers have it', () => {
  expect(() => checkLauncher(firewalled, 'docker')).not.toThrow();
});
