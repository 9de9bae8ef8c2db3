import { expect, test } from 'vitest';
import type { SearchWalk } from '../../ldap/handler.ts';
import { Oid } from '../../ldap/oids.ts';
import { parseFilter } from '../../ldap/filter-parser.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import { Notifications } from './notification.ts';
import { PagedWalks } from './paging.ts';
import { search } from './search.ts';
import { createReadable } from './testing.ts';

const STAFF = 'OU=Staff,DC=contoso,DC=lab';
const controls = [{ oid: Oid.notification, critical: true, value: undefined }];

function createWatch(scope: SearchRequest['scope'], base = STAFF, filter = '(objectClass=*)') {
  const world = createReadable();
  const underWay = { paged: new PagedWalks(), notifications: new Notifications() };
  const begin = (): SearchWalk => {
    const request: SearchRequest = {
      ...{ kind: 'search', base, scope, sizeLimit: 0, timeLimit: 0, typesOnly: false },
      ...{ attributes: ['description'], filter: parseFilter(filter) },
    };
    const walk = search(world.contextOf({}), request, controls, underWay);
    if (!('next' in walk)) throw new Error('no walk');
    return walk;
  };
  const describe = (id: string, text: string): void => {
    world.domain.write('DC1', { id, values: new Map([['description', [text]]]) });
  };
  return { ...world, begin, describe };
}

/** DNs and descriptions that wait to be told, up to the next pause; how often it was woken. */
function createListener(walk: SearchWalk) {
  let woken = 0;
  const told = (): string[] => {
    const found: string[] = [];
    for (;;) {
      const { value, done } = walk.next();
      if (done === true) throw new Error('over');
      if (value !== undefined && 'resume' in value) {
        value.resume(() => void woken++);
        return found;
      }
      if (value !== undefined && 'dn' in value) found.push(`${value.dn} ${String(value.attributes[0]?.[1])}`);
    }
  };
  return { told, woken: () => woken };
}

test('the children of a unit are told as they are after a change, each once, and nothing else is', () => {
  const { user, begin, describe, domain } = createWatch('one');
  const [ada, bob] = [user('ada'), user('bob')];
  const { told, woken } = createListener(begin());
  expect(told()).toEqual([]);
  describe(ada, 'first');
  describe(ada, 'second');
  describe(bob, 'other');
  describe(domain.at('DC1').root.id, 'not in scope');
  expect(woken()).toBe(1);
  expect(told()).toEqual([`CN=ada,${STAFF} second`, `CN=bob,${STAFF} other`]);
  expect(told()).toEqual([]);
});

test.each([
  ['base', 0],
  ['sub', 1],
] as const)('in scope %s of a unit, a user of it is told of %i times', (scope, times) => {
  const { user, begin, describe } = createWatch(scope);
  const ada = user('ada');
  const { told } = createListener(begin());
  told();
  describe(ada, 'changed');
  expect(told()).toHaveLength(times);
});

test('what is abandoned is told no more, and makes room for another: five at a time', () => {
  const { user, begin, describe } = createWatch('one');
  const ada = user('ada');
  const walks = Array.from({ length: 5 }, begin);
  const listeners = walks.map(createListener);
  listeners.forEach(({ told }) => told());
  expect(begin).toThrow(expect.objectContaining({ result: expect.objectContaining({ code: 11 }) }));
  walks[0]?.return?.();
  describe(ada, 'changed');
  expect(listeners.map(({ woken }) => woken())).toEqual([0, 1, 1, 1, 1]);
  expect(begin).not.toThrow();
});

test('a filter that is another than (objectClass=*) is refused', () => {
  const { begin } = createWatch('one', STAFF, '(cn=ada)');
  expect(begin).toThrow(expect.objectContaining({ result: expect.objectContaining({ code: 53 }) }));
});
