import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Filter } from '../../ldap/filter.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { Oid } from '../../ldap/oids.ts';
import { SCHEMA } from '../schema/schema.ts';
import { compile } from './filter.ts';
import { candidatesFor } from './plan.ts';
import { readingOf } from './source.ts';
import { createReadable } from './testing.ts';

const world = createReadable({ people: 30 });
world.group('inner', [world.user('finn', { mail: ['finn@contoso.lab'] })]);
const reading = readingOf(world.contextOf({}));
const { replica } = { replica: world.domain.at('DC1') };
const everything = [...replica.subtree(replica.root.id)];
const text = (name: string): string[] =>
  everything.flatMap((object) => object.values(name).map(String)).slice(0, 40);

const attribute = fc.oneof(
  fc.constantFrom(...SCHEMA.attributes.map(({ name }) => name)),
  fc.constantFrom('anr', 'nosuch', '', '2.5.4.3', 'member;range=0-1'),
);
const value = fc.oneof(
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      ...text('cn'),
      ...text('samaccountname'),
      'group',
      'person',
      '512',
      '-1',
      '',
      '99999999999999999999',
    )
    .map((one) => Buffer.from(one)),
  fc.constantFrom(...everything.slice(0, 40)).map((object) => Buffer.from(replica.dnOf(object))),
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    fc.record({ kind: fc.constantFrom('equal', 'approximate', 'atLeast', 'atMost'), attribute, value }),
    fc.record({ kind: fc.constant('present'), attribute }),
    fc.record({
      kind: fc.constant('substring'),
      attribute,
      initial: value,
      any: fc.array(value, { maxLength: 2 }),
    }),
    fc.record({
      ...{ kind: fc.constant('extensible'), attribute, value },
      rule: fc.constantFrom(Oid.bitAnd, Oid.bitOr, Oid.inChain, '1.2.3', undefined),
    }),
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      filters: fc.array(tie('filter'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not'), filter: tie('filter') }),
  ),
}));

test('any filter is answered or refused, and whoever an index finds is all that a walk finds', () => {
  fc.assert(
    fc.property(filter, (tried) => {
      const found = [];
      let test;
      try {
        test = compile(tried, reading);
      } catch (error) {
        if (error instanceof LdapRefusalError) return;
        throw error;
      }
      for (const object of everything)
        if (test({ object, replica, domain: world.domain })) found.push(object.id);
      const candidates = candidatesFor(tried, replica, reading);
      if (candidates === undefined) return;
      const known = new Set(candidates.map(({ id }) => id));
      expect(found.filter((id) => !known.has(id))).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});
