import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChance } from '../../chance/chance.ts';
import { LabClock } from '../../clock/lab-clock.ts';
import { Links } from '../../links/links.ts';
import { localLinkBook } from '../../links/local-link-book.ts';
import type { Service } from '../../links/service.ts';
import { networkControl, type NetworkControl } from './network-control.ts';

const service = (name: string): Service => ({ name, accept: (socket) => void socket.pipe(socket) });

let links: Links;
let network: NetworkControl;

beforeEach(async () => {
  const clock = new LabClock({ epoch: 0, mode: 'frozen' }).for('network');
  links = new Links({ clock, chance: createChance('network') });
  network = networkControl(localLinkBook(links));
  await links.open('AGENT1', service('DC1/ldaps'));
  await links.open('AGENT1', service('DC2/ldaps'));
  links.meet('AGENT2', service('DC1/ldaps'));
});

afterEach(() => links[Symbol.asyncDispose]());

test('a fault is for the links from one host, to one component or all', async () => {
  expect(await network.cut({ from: 'AGENT1', to: 'DC1' })).toEqual({ links: 1 });
  expect(await network.hold({ from: 'AGENT1', to: 'DC2/ldaps' })).toEqual({ links: 1 });
  expect(await network.slow({ from: 'AGENT2', latencyMs: 40, jitterMs: 5, lossPercent: 1 })).toEqual({
    links: 1,
  });
  expect(await network.status({})).toEqual({ links: 3, cut: 1, held: 1, slowed: 1 });
  expect(await network.restore({ from: 'AGENT1' })).toEqual({ links: 2 });
  expect(await network.restore({ from: 'AGENT2' })).toEqual({ links: 1 });
  expect(await network.status({})).toEqual({ links: 3, cut: 0, held: 0, slowed: 0 });
});

test('the report has each link, where it is found, and how it is slowed', async () => {
  await network.slow({ from: 'AGENT2', latencyMs: 40 });
  const report = { state: 'open', connections: 0, received: 0, sent: 0 };
  expect(await network.links({ from: 'AGENT2' })).toEqual({
    links: [{ ...report, from: 'AGENT2', to: 'DC1/ldaps', slowed: { latencyMs: 40 } }],
  });
  const { links: others } = await network.links({ from: 'AGENT1' });
  expect(others.map(({ to, address }) => [to, address?.host])).toEqual([
    ['DC1/ldaps', '127.0.0.1'],
    ['DC2/ldaps', '127.0.0.1'],
  ]);
});

test.each([
  [{ from: 'AGENT9' }, 'no host AGENT9 calls anybody; hosts that do: AGENT1, AGENT2'],
  [{ from: 'AGENT2', to: 'DC2' }, 'AGENT2 has no link to DC2; it calls DC1/ldaps'],
])('links that nobody has are named: %j', async (which, message) => {
  await expect(network.slow({ ...which, latencyMs: 1 })).rejects.toThrow(message);
});

test.each([
  { latencyMs: -1 },
  { latencyMs: 1, lossPercent: 101 },
  { latencyMs: 1e9 },
  { latencyMs: 1, jitter: 2 },
])('figures without a meaning are refused: %j', async (figures) => {
  await expect(network.slow({ from: 'AGENT1', ...figures })).rejects.toThrow();
});
