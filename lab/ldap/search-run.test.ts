import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { abandonRequest, bindRequest, searchRequest, unbindRequest } from './client-messages.ts';
import type { LdapHandler, SearchDone, SearchPause } from './handler.ts';
import type { OutgoingEntry } from './responses.ts';
import { limited } from './search-limits.ts';
import { everybody, Line } from './testing.ts';

const bind = (id: number): Buffer => bindRequest(id, 'x', 'x', []);
const search = (id: number): Buffer =>
  searchRequest(id, { base: '', scope: 'sub', filter: '(a=*)', attributes: [], sizeLimit: 0 }, []);
const DONE: SearchDone = { result: { code: 0 } };

/** Walks over `count` entries of 1 KB, and tells how far it came and whether it was left. */
class Walker {
  made = 0;
  left = false;

  *walk(count: number): Generator<OutgoingEntry | undefined, SearchDone> {
    try {
      for (; this.made < count; this.made++) {
        yield { dn: `CN=${this.made}`, attributes: [['description', ['x'.repeat(1_000)]]] };
      }
      return DONE;
    } finally {
      this.left = true;
    }
  }

  handler(count: number): LdapHandler {
    return { ...everybody, search: () => this.walk(count) };
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}

test('a long search comes whole to a peer that reads', async () => {
  const line = new Line(new Walker().handler(5_000)).listen();
  const answers = await line.send(search(1)).answers(5_001);
  expect(answers.at(-1)).toBe('1:65:0');
});

test('a peer that does not read gets no more made for it', async () => {
  const walker = new Walker();
  const line = new Line(walker.handler(100_000)).send(search(1), bind(2));
  await turns(50);
  const made = walker.made;
  expect(made).toBeLessThan(500);
  await turns(50);
  expect(walker.made).toBe(made);
  line.listen();
  expect(await line.answers(2_000)).toHaveLength(2_000);
  expect(walker.made).toBeLessThan(5_000);
  line.served.destroy();
});

test('a peer that never reads is dropped', async () => {
  const walker = new Walker();
  const line = new Line(walker.handler(100_000)).send(search(1));
  await turns(20);
  await line.clock.advance(120_000);
  await line.connection.over;
  expect(walker.left).toBe(true);
});

test('other requests are answered while a search walks, a bind after it', async () => {
  let walks = 0;
  const walker = new Walker();
  const handler = {
    ...everybody,
    search: () => (walks++ === 0 ? walker.walk(2_000) : { entries: [], ...DONE }),
  };
  const line = new Line(handler).listen();
  line.send(search(1), search(2), bind(3));
  const answers = await line.answers(2_003);
  expect(answers.indexOf('2:65:0')).toBeLessThan(answers.indexOf('1:65:0'));
  expect(answers.slice(-2)).toEqual(['1:65:0', '3:61:0']);
});

test.each([
  ['abandoned', abandonRequest(2, 1)],
  ['left by an unbind', unbindRequest(2)],
])('a search that is %s walks no further and gets no answer', async (_, message) => {
  const walker = new Walker();
  const line = new Line(walker.handler(1_000_000)).send(search(1));
  await turns(20);
  line.send(message).listen();
  await turns(20);
  expect(walker.left).toBe(true);
  expect(walker.made).toBeLessThan(1_000);
  line.served.destroy();
});

test('a walk that finds nothing lets others have their turn', async () => {
  let left = false;
  function* barren(): Generator<undefined, SearchDone> {
    try {
      for (;;) yield undefined;
    } finally {
      left = true;
    }
  }
  let walks = 0;
  const handler = { ...everybody, search: () => (walks++ === 0 ? barren() : { entries: [], ...DONE }) };
  const line = new Line(handler).listen().send(search(1), search(2));
  expect(await line.answers(1)).toEqual(['2:65:0']);
  line.served.destroy();
  await line.connection.over;
  expect(left).toBe(true);
});

test('a walk that throws is answered with `other`', async () => {
  const handler = {
    ...everybody,
    *search(): Generator<undefined, SearchDone> {
      yield undefined;
      throw new Error('defect');
    },
  };
  const line = new Line(handler).listen().send(search(1));
  expect(await line.answers(1)).toEqual(['1:65:80']);
  expect(line.defects).toMatchObject([{ message: 'defect' }]);
});

test('limits end a walk with what was found before', () => {
  const collect = (entries: number, ms: number, step: number): [number, number] => {
    let now = 0;
    const walk = limited(new Walker().walk(3), { entries, ms, now: () => (now += step) });
    let [count, next] = [0, walk.next()];
    for (; next.done !== true; next = walk.next()) count++;
    return [count, next.value.result.code];
  };
  expect(collect(0, 0, 1)).toEqual([3, 0]);
  expect(collect(3, 0, 1)).toEqual([3, 0]);
  expect(collect(2, 0, 1)).toEqual([2, 4]);
  expect(collect(0, 20, 10)).toEqual([1, 3]);
});

/** A search that tells of what happens, and of nothing until then. */
class Watcher {
  left = false;
  #go: (() => void) | undefined;
  #happened = 0;

  happen(): void {
    this.#happened++;
    this.#go?.();
  }

  *watch(): Generator<OutgoingEntry | SearchPause, SearchDone> {
    try {
      for (let told = 0; ;) {
        if (told === this.#happened) yield { resume: (go) => (this.#go = go) };
        else yield { dn: `CN=${++told}`, attributes: [] };
      }
    } finally {
      this.left = true;
    }
  }
}

describe('a search that waits for what is yet to happen', () => {
  const open = () => {
    const watcher = new Watcher();
    const handler = { ...everybody, search: () => watcher.watch() };
    return { watcher, line: new Line(handler).listen().send(search(1)) };
  };

  test('tells of it then, and of what happens later', async () => {
    const { watcher, line } = open();
    await turns(5);
    watcher.happen();
    expect(await line.answers(1)).toEqual(['1:entry']);
    watcher.happen();
    expect(await line.answers(2)).toEqual(['1:entry', '1:entry']);
    line.served.destroy();
  });

  test('ends when it is abandoned, and with a bind', async () => {
    const one = open();
    await turns(5);
    one.line.send(abandonRequest(2, 1));
    await turns(5);
    expect(one.watcher.left).toBe(true);
    const other = open();
    await turns(5);
    expect(await other.line.send(bind(2)).answers(1)).toEqual(['2:61:0']);
    expect(other.watcher.left).toBe(true);
    other.watcher.happen();
    await turns(5);
    one.line.served.destroy();
    other.line.served.destroy();
  });

  test('does not hold a connection whose peer has ended', async () => {
    const { watcher, line } = open();
    await turns(5);
    line.send(unbindRequest(2));
    await turns(5);
    expect(watcher.left).toBe(true);
  });
});
