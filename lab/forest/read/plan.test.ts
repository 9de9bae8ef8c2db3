import { expect, test } from 'vitest';
import { parseFilter } from '../../ldap/filter-parser.ts';
import { textOf } from '../store/object.ts';
import { candidatesFor } from './plan.ts';
import { readingOf } from './source.ts';
import { createReadable } from './testing.ts';

const world = createReadable({ people: 200 });
const finn = world.user('finn');
world.group('inner', [finn]);
const replica = world.domain.at('DC1');
const reading = readingOf(world.contextOf({}));
const count = (filter: string): number | undefined =>
  candidatesFor(parseFilter(filter), replica, reading)?.length;
const person = world.population?.at(7);

test.each([
  ['a name', '(sAMAccountName=finn)', 1],
  ['the name of an invented person', `(userPrincipalName=${person?.upn ?? ''})`, 1],
  ['several names', `(|(mail=${person?.mail ?? ''})(sAMAccountName=finn)(sAMAccountName=FINN))`, 2],
  ['the shortest of several ways', '(&(objectClass=group)(objectCategory=person)(cn=finn))', 1],
  ['members of a group', '(memberOf=CN=inner,OU=Staff,DC=contoso,DC=lab)', 1],
  ['groups of a member', '(member=CN=finn,OU=Staff,DC=contoso,DC=lab)', 1],
  ['a chain', '(memberOf:1.2.840.113556.1.4.1941:=CN=inner,OU=Staff,DC=contoso,DC=lab)', 1],
])('%s is looked up, among however many', (_, filter, found) => {
  expect(count(filter)).toBe(found);
});

test('what invented people cannot have is looked for among the others', () => {
  for (const filter of ['(lockoutTime>=1)', '(groupType=*)', '(isDeleted=TRUE)', '(objectCategory=group)']) {
    expect(count(filter)).toBeLessThan(replica.size - 200 + 1);
  }
});

test('what everybody has takes a walk', () => {
  for (const filter of [
    '(objectClass=user)',
    '(title=*)',
    '(badPwdCount>=1)',
    '(!(cn=finn))',
    '(memberOf=*)',
  ]) {
    expect(count(filter)).toBeUndefined();
  }
});

test('every object is among those of its category', () => {
  for (const object of replica.kept()) {
    const category = textOf(object, 'objectcategory') ?? '';
    const found = candidatesFor(parseFilter(`(objectCategory=${category})`), replica, reading);
    expect(found?.map(({ id }) => id) ?? [object.id]).toContain(object.id);
  }
});
