import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOutsideBench, type OutsideBench } from '../external-forest/testing.ts';
import { startLab, type LabOptions } from './index.ts';

let bench: OutsideBench;

beforeAll(async () => {
  bench = await openOutsideBench();
});

afterAll(() => bench[Symbol.asyncDispose]());

const LAB: LabOptions['lab'] = {
  forest: { users: { generate: 0, named: [{ sam: 'ada', upn: 'ada@contoso.com' }] } },
  cloud: { passThrough: true, domains: [{ name: 'contoso.com' }] },
  egress: {},
  connect: [{ host: 'CONNECT1' }],
  agents: [{ host: 'AGENT1' }],
};

test.each(['inline', 'process'] as const)(
  'a lab of the launcher %s signs its people in at a domain from outside, and leaves nothing there',
  async (launcher) => {
    const lab = await startLab({ lab: LAB, forest: bench.outside, launcher });
    try {
      expect((await lab.clock.show()).mode).toBe('flowing');
      expect(lab.trust.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
      const upn = 'ada@contoso.com';
      const { password } = (await lab.forest?.passwordOf({ user: upn })) ?? { password: '' };
      const signedIn = await lab.devices.oauth.signIn({ upn, password });
      expect(signedIn).toMatchObject({ outcome: 'success' });
      const { events } = await lab.history.of({ correlationId: signedIn.correlationId });
      expect(events.filter(({ kind }) => kind === 'request.carried')).toMatchObject([
        { component: 'DC1', data: { from: 'AGENT1' }, match: 'inferred' },
      ]);
      await lab.forest?.stopDomainController({ name: 'DC1' });
      expect(await lab.devices.oauth.signIn({ upn, password })).toMatchObject({ errorCode: 80007 });
    } finally {
      await lab.stop();
    }
    expect(await bench.find('(adminDescription=*)')).toEqual([]);
  },
);

test.each<[string, LabOptions, string]>([
  ['a frozen clock', { lab: { ...LAB, clock: { mode: 'frozen' } } }, 'clock.mode: found "frozen"'],
  ['another time', { lab: { ...LAB, clock: { epoch: '2026-01-05T08:00:00Z' } } }, 'clock.epoch: found'],
  [
    'a second domain',
    { lab: { ...LAB, forest: { domains: [{ domain: 'e.corp.contoso.com' }] } } },
    'forest.domains',
  ],
  ['containers', { lab: LAB, launcher: 'docker' }, 'docker exclude each other'],
  [
    'a standing estate',
    { lab: LAB, attach: { url: 'http://127.0.0.1:1', token: 'x' } },
    'a standing estate exclude',
  ],
])('it is not raised with %s', async (_, options, message) => {
  await expect(startLab({ ...options, forest: bench.outside })).rejects.toThrow(message);
});
