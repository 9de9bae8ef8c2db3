import { describe, expect, test } from 'vitest';
import { forestConfig, type ForestConfigInput } from '../config.ts';
import { raiseForests } from '../raise/index.ts';
import { principalOf } from '../raise/place.ts';
import { textOf } from '../store/object.ts';

const MINUTE = 60_000;
const link = { to: 'Oslo', every: '30m' };

function raise(input: ForestConfigInput = {}) {
  const clock = { now: Date.UTC(2026, 0, 5, 8) };
  const config = forestConfig.parse({
    domainControllers: ['DC1', 'DC2', { name: 'DC3', site: 'Oslo' }, { name: 'DC4', site: 'Oslo' }],
    sites: [{ name: 'Berlin', links: [link] }, { name: 'Oslo' }],
    users: { generate: 0, named: [{ sam: 'ada', upn: 'ada@contoso.com' }] },
    ...input,
  });
  const { estate } = raiseForests(config, { seed: 'test', now: () => clock.now });
  const domain = estate.home.root;
  const id = principalOf(domain, 'ada')?.id ?? '';
  const seen = (attribute: string): string => {
    const having = domain.controllers.filter(({ name }) => {
      const object = domain.at(name).get(id);
      return object !== undefined && textOf(object, attribute) === '1';
    });
    return having.map(({ name }) => name).join(' ');
  };
  const write = (dc: string, attribute: string): void => {
    domain.write(dc, { id, values: new Map([[attribute, ['1']]]) });
  };
  return { clock, estate, id, seen, write };
}

describe('a change is known', () => {
  test('after a short wait in its site, after a round of the link elsewhere', () => {
    const { clock, seen, write } = raise();
    write('DC2', 'description');
    expect(seen('description')).toBe('DC2');
    clock.now += 15_000;
    expect(seen('description')).toBe('DC1 DC2');
    clock.now += 30 * MINUTE;
    expect(seen('description')).toBe('DC1 DC2 DC3 DC4');
  });

  test('at once in its site when it is a lock, and no sooner elsewhere', () => {
    const { clock, seen, write } = raise();
    write('DC1', 'lockouttime');
    expect(seen('lockouttime')).toBe('DC1 DC2');
    clock.now += 30 * MINUTE;
    expect(seen('lockouttime')).toBe('DC1 DC2 DC3 DC4');
  });

  test('at once everywhere when it is a lock and the link notifies', () => {
    const sites = [{ name: 'Berlin', links: [{ ...link, changeNotification: true }] }, { name: 'Oslo' }];
    const { seen, write } = raise({ sites });
    write('DC1', 'lockouttime');
    expect(seen('lockouttime')).toBe('DC1 DC2 DC3 DC4');
  });

  test.each(['lockouttime', 'pwdlastset'])('at once at the PDC emulator when %s is set to 0', (attribute) => {
    const { seen, estate, id } = raise();
    const domain = estate.home.root;
    for (const value of ['1', '0']) {
      domain.write('DC3', { id, values: new Map([[attribute, [value]]]) });
      if (value === '1') domain.replicateAll();
    }
    expect(seen(attribute)).toBe(attribute === 'lockouttime' ? 'DC2' : 'DC2 DC4');
  });

  test('at once at the PDC emulator when it is a password', () => {
    const { seen, write } = raise();
    write('DC4', 'unicodepwd');
    expect(seen('unicodepwd')).toBe('DC1 DC4');
  });

  test('not while the two are cut off, and as soon as they are not', () => {
    const { clock, estate, seen, write } = raise();
    estate.partitions.cut('dc1', 'DC2');
    write('DC1', 'description');
    clock.now += MINUTE;
    expect(seen('description')).toBe('DC1');
    estate.partitions.mend('DC2', 'DC1');
    expect(seen('description')).toBe('DC1 DC2');
  });
});
