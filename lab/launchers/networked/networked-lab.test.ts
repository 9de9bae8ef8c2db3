import { expect, test } from 'vitest';
import { LabClock } from '../../clock/lab-clock.ts';
import { parseLab } from '../../config/index.ts';
import type { SessionGround } from '../../hosting/host-session.ts';
import type { MachineHost, Machines } from './machines.ts';
import { NetworkedLab } from './networked-lab.ts';

test('hosts are introduced under the names that they call by', async () => {
  const clock = new LabClock({ epoch: 0, mode: 'frozen' });
  const told = new Map<string, string[]>();
  // A machine of which nothing is asked but to hear of the others, and a ground of which only the clock is.
  const control = {
    introduce: ({ from, addresses }: { from: string; addresses: string[] }) => {
      told.set(from, addresses);
      return Promise.resolve({});
    },
  } as unknown as MachineHost['control'];
  const lab = new NetworkedLab({ clock } as unknown as SessionGround, ({ introductions }) => {
    void introductions.listen(control);
    const raise = (name: string): Promise<MachineHost> =>
      Promise.resolve({ name, control, addresses: [`of ${name}`] } as unknown as MachineHost);
    return { prepare: () => undefined, raise } as unknown as Machines;
  });
  lab.prepare(
    parseLab('{ cloud: {}, forest: {}, federation: { host: ADFS7, domains: [contoso.com] } }', 'lab.yaml'),
  );
  for (const name of ['federation', 'exchange', 'CONNECT1']) await lab.raise(name);
  expect([...told]).toEqual([
    ['ADFS7', ['of federation']],
    ['EXO1', ['of exchange']],
    ['CONNECT1', ['of CONNECT1']],
  ]);
});
