import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { Estate, type EstateLab } from './estate.ts';
import { connection, FakeLabs } from './testing.ts';

function fake(): { labs: FakeLabs; estate: Estate<EstateLab> } {
  const labs = new FakeLabs();
  return { labs, estate: new Estate(labs.options) };
}

const asked = (url: string): IncomingMessage => Object.create({ url });
const NOTHING = Buffer.alloc(0);

describe('an estate', () => {
  test('has one lab at a time: what is raised replaces what was', async () => {
    const { labs, estate } = fake();
    await Promise.all([estate.home(), estate.raise({ seed: 'a' }, 'me'), estate.raise({ seed: 'b' }, 'me')]);
    expect(labs.log).toEqual(['+own', '-own', '+a', '-a', '+b']);
    await estate[Symbol.asyncDispose]();
    expect(labs.log.at(-1)).toBe('-b');
    expect(estate.isUp).toBe(false);
  });

  test('says so when it has none', () => {
    const { estate } = fake();
    expect(() => estate.lab).toThrow(expect.objectContaining({ code: 'PTALAB_LAB_DOWN' }));
    const socket = connection();
    estate.upgrade(asked('/clock'), socket, NOTHING);
    expect(socket.destroyed).toBe(true);
  });

  test('is its own again when a harness has lowered what it raised', async () => {
    const { labs, estate } = fake();
    await estate.raise({ seed: 'a' }, 'me');
    await estate.lower('me');
    await expect.poll(() => labs.log).toEqual(['+a', '-a', '+own']);
    await estate[Symbol.asyncDispose]();
  });

  test('is its own again when a lab did not come up, and the next one is tried', async () => {
    const { labs, estate } = fake();
    labs.failing.add('bad');
    await expect(estate.raise({ seed: 'bad' }, 'me')).rejects.toThrow('bad does not come up');
    await expect.poll(() => labs.log).toEqual(['+own']);
    await estate.raise({ seed: 'good' }, 'me');
    expect(estate.lab.seed).toBe('good');
    await estate[Symbol.asyncDispose]();
  });

  test('tells when its own lab does not come up', async () => {
    const { labs, estate } = fake();
    labs.failing.add('own');
    await estate.raise({ seed: 'a' }, 'me');
    await estate.lower('me');
    await expect.poll(() => labs.said).toEqual(['own does not come up']);
    await estate[Symbol.asyncDispose]();
  });
});

describe('whoever has raised a lab', () => {
  test('keeps it from others while it is on its clock, and from nobody after', async () => {
    const { labs, estate } = fake();
    const { clockPath } = await estate.raise({ seed: 'a' }, 'me');
    const socket = connection();
    estate.upgrade(asked(clockPath), socket, NOTHING);
    await expect(estate.raise({ seed: 'b' }, 'you')).rejects.toMatchObject({ code: 'PTALAB_ESTATE_TAKEN' });
    await estate.lower('you');
    expect(estate.lab.seed).toBe('a');
    await estate.raise({ seed: 'c' }, 'me');
    expect(labs.log).toEqual(['+a', '-a', '+c']);
    await estate[Symbol.asyncDispose]();
  });

  test('keeps the estate between two labs of its run, until it leaves', async () => {
    const { labs, estate } = fake();
    await estate.raise({ seed: 'a' }, 'me');
    await estate.lower('me');
    await expect(estate.raise({ seed: 'b' }, 'you')).rejects.toThrow('another run is between two labs on it');
    await estate.raise({ seed: 'c' }, 'me');
    await estate.lower('me');
    await estate.leave('me');
    await estate.raise({ seed: 'd' }, 'you');
    expect(labs.log).toEqual(['+a', '-a', '+c', '-c', '+d']);
    await estate[Symbol.asyncDispose]();
  });

  test('is missed when its connection ends, and its lab goes', async () => {
    const { labs, estate } = fake();
    const { clockPath } = await estate.raise({ seed: 'a' }, 'me');
    const socket = connection();
    estate.upgrade(asked(clockPath), socket, NOTHING);
    socket.destroy();
    await expect.poll(() => labs.log).toEqual(['+a', '-a', '+own']);
    await estate[Symbol.asyncDispose]();
  });

  test('is nobody who does not know the path to its clock', async () => {
    const { labs, estate } = fake();
    await estate.raise({ seed: 'a' }, 'me');
    const socket = connection();
    estate.upgrade(asked('/clock?token=guessed'), socket, NOTHING);
    await estate.raise({ seed: 'b' }, 'you');
    expect(labs.log).toEqual(['+a', '-a', '+b']);
    await estate[Symbol.asyncDispose]();
  });
});
