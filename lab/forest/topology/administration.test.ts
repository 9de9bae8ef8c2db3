import { describe, expect, test } from 'vitest';
import { inlineControl } from '../../control/control.ts';
import { History } from '../../history/history.ts';
import { forestConfig } from '../config.ts';
import { raiseForests } from '../raise/index.ts';
import { topologyAdministration } from './administration.ts';
import { topologyContract } from './control.ts';

function open() {
  const clock = { now: Date.UTC(2026, 0, 5, 8) };
  const history = new History({ now: () => clock.now });
  const config = forestConfig.parse({
    upnSuffixes: ['contoso.com'],
    domainControllers: ['DC1', { name: 'DC2', site: 'Oslo' }],
    sites: [{ name: 'Berlin' }, { name: 'Oslo', hosts: ['AGENT2'] }],
    forests: [{ domain: 'fabrikam.local' }],
    trusts: [{ with: 'fabrikam.local' }],
    users: { generate: 0 },
  });
  const { estate } = raiseForests(config, { seed: 'test', now: () => clock.now });
  const control = inlineControl('forest', topologyContract, topologyAdministration(estate, history));
  return { clock, estate, control, kinds: () => history.all().map(({ kind }) => kind) };
}

describe('the control of the topology', () => {
  test('locates by the site of a host, or a site that is named', async () => {
    const { control } = open();
    const names = async (query: Parameters<typeof control.locate>[0]): Promise<string[]> =>
      (await control.locate(query)).domainControllers.map(({ name }) => name);
    expect(await names({ host: 'AGENT2' })).toEqual(['DC2', 'DC1']);
    expect(await names({ host: 'AGENT2', site: 'Berlin' })).toEqual(['DC1', 'DC2']);
    expect(await names({ host: 'AGENT2', kind: 'pdc' })).toEqual(['DC1']);
    expect(await names({ domain: 'FABRIKAM' })).toEqual(['FABRIKAM-DC1']);
  });

  test('skews clocks, cuts and mends, breaks and mends trusts, and tells the history', async () => {
    const { control, estate, kinds } = open();
    await control.setClockSkew({ name: 'dc2', aheadMs: -360_000 });
    await control.setSparesOldPasswords({ name: 'DC1', spares: false });
    await control.cutReplication({ from: 'DC1', to: 'DC2' });
    await control.breakTrust({ with: 'fabrikam.local' });
    expect(estate.controller('DC2')?.state.skewMs).toBe(-360_000);
    expect(estate.controller('DC1')?.state.sparesOldPasswords).toBe(false);
    const broken = await control.topology({});
    expect(broken.cut).toEqual([['DC1', 'DC2']]);
    expect(broken.trusts.map((trust) => trust.broken)).toEqual([true, true]);
    await control.mendReplication({ from: 'DC2', to: 'DC1' });
    await control.mendTrust({ with: 'fabrikam.local' });
    const mended = await control.topology({});
    expect(mended.cut).toEqual([]);
    expect(mended.trusts.map((trust) => trust.broken)).toEqual([false, false]);
    expect(new Set(kinds())).toEqual(
      new Set(['clock.skewed', 'replication.cut', 'trust.broken', 'replication.mended', 'trust.mended']),
    );
  });

  test('brings in what is on its way', async () => {
    const { control, estate } = open();
    const domain = estate.home.root;
    domain.write('DC1', { id: domain.at('DC1').root.id, values: new Map([['description', ['x']]]) });
    expect((await control.topology({})).pending).toMatchObject({ DC2: 1 });
    await control.syncAll({});
    expect((await control.topology({})).pending).toMatchObject({ DC2: 0 });
  });

  test('says what there is when a name is unknown', async () => {
    const { control } = open();
    await expect(control.setClockSkew({ name: 'DC11', aheadMs: 0 })).rejects.toThrow('did you mean DC1?');
    await expect(control.locate({ domain: 'tailspin' })).rejects.toThrow(
      'there are corp.contoso.com, fabrikam.local',
    );
    await expect(control.breakTrust({ with: 'tailspin' })).rejects.toThrow(
      'there is no trust of corp.contoso.com',
    );
  });
});
