import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect } from './collection.ts';
import { ODataError, type Entity } from './errors.ts';
import { passes } from './evaluate.ts';
import { parseFilter } from './filter.ts';
import { parseQuery, type QueryRules } from './query.ts';

const signIn: Entity = {
  name: 'signIn',
  properties: {
    id: 'text',
    createdDateTime: 'instant',
    userPrincipalName: 'text',
    'status/errorCode': 'number',
    isInteractive: 'boolean',
    'tags[]': 'text',
    'details[]/succeeded': 'boolean',
    details: 'text',
  },
};
const rules: QueryRules = {
  entity: signIn,
  options: ['$filter', '$select', '$orderby', '$top', '$skiptoken', '$count'],
  page: { usual: 2, most: 10 },
};
const ada = {
  id: '1',
  createdDateTime: '2026-01-05T08:00:00Z',
  userPrincipalName: "O'Hara@contoso.com",
  status: { errorCode: 50126 },
  isInteractive: true,
  tags: ['a', 'b'],
  details: [{ succeeded: false }],
};
const ben = {
  ...ada,
  id: '2',
  createdDateTime: '2026-01-05T09:00:00.500Z',
  userPrincipalName: 'ben@contoso.com',
  status: { errorCode: 0 },
};
const cyd = { ...ben, id: '3', userPrincipalName: 'cyd@contoso.com' };
const url = new URL('https://graph.microsoft.com/v1.0/auditLogs/signIns?$top=2');

describe('$filter', () => {
  test.each([
    ["userPrincipalName eq 'o''hara@CONTOSO.com'", true],
    ['status/errorCode eq 50126 and isInteractive eq true', true],
    ['status/errorCode ne 50126 or not (isInteractive eq false)', true],
    ['createdDateTime ge 2026-01-05 and createdDateTime lt 2026-01-05T08:00:01+00:00', true],
    ['createdDateTime gt 2026-01-05T08:00:00Z', false],
    ["startswith(userPrincipalName,'o''')", true],
    ["endswith(userPrincipalName, '@contoso.com')", true],
    ["contains(userPrincipalName,'zz')", false],
    ['status/errorCode in (0, 50126)', true],
    ["tags/any(t:t eq 'b')", true],
    ['details/any(d:d/succeeded eq true)', false],
    ['userPrincipalName eq null', false],
  ])('%s', (text, expected) => {
    expect(passes(parseFilter(text, signIn), ada)).toBe(expected);
  });

  test.each([
    [
      'userPrincipalNam eq 1',
      /Could not find a property named 'userPrincipalNam'.*Did you mean 'userPrincipalName'/,
    ],
    ['status/errorCode eq', /ends too early/],
    ["status/errorCode eq 'x'", /A number was expected/],
    ['status/errorCode like 1', /'like' is no comparison/],
    ['isInteractive eq true isInteractive', /was not expected/],
    [`${'('.repeat(20)}isInteractive eq true${')'.repeat(20)}`, /nested deeper/],
    ['x'.repeat(3_000), /longer than/],
    ['isInteractive eq true;', /Syntax error at position 21/],
  ])('%.60s is refused', (text, message) => {
    expect(() => parseFilter(text, signIn)).toThrow(message);
  });

  test('whatever is asked, the answer is a filter or a refusal', () => {
    const words = fc.constantFrom(
      ...[
        'userPrincipalName',
        'eq',
        'and',
        'or',
        'not',
        '(',
        ')',
        ',',
        "'a'",
        '1',
        'null',
        'in',
        'tags/any',
        ':',
        't',
        'contains',
        '2026-13-45',
      ],
    );
    const texts = fc.oneof(
      fc.array(words, { maxLength: 40 }).map((all) => all.join(' ')),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          passes(parseFilter(text, signIn), ada);
        } catch (error) {
          expect(error).toBeInstanceOf(ODataError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a collection', () => {
  test('comes in pages whose links lead to the end, with nothing twice', () => {
    const first = collect([ada, ben, cyd], parseQuery({ $top: '2' }, rules), url);
    expect(first.value).toEqual([ada, ben]);
    const next = new URL(first['@odata.nextLink'] ?? '');
    const second = collect([ada, ben, cyd], parseQuery(Object.fromEntries(next.searchParams), rules), next);
    expect(second.value).toEqual([cyd]);
    expect(second).not.toHaveProperty('@odata.nextLink');
  });

  test('is ordered, counted and cut to what was selected', () => {
    const query = parseQuery(
      {
        $orderby: 'createdDateTime desc,userPrincipalName desc',
        $count: 'true',
        $select: 'userPrincipalName',
        $filter: 'status/errorCode eq 0',
      },
      rules,
    );
    expect(collect([ada, ben, cyd], query, url)).toMatchObject({
      '@odata.count': 2,
      value: [
        { id: '3', userPrincipalName: 'cyd@contoso.com' },
        { id: '2', userPrincipalName: 'ben@contoso.com' },
      ],
    });
  });

  test.each([
    [{ $top: '0' }, /Invalid value '0' for \$top/],
    [{ $top: '11' }, /1 to 10/],
    [{ $search: 'x' }, /'\$search' is not supported/],
    [{ $select: 'nmae' }, /Could not find/],
    [{ $orderby: 'id sideways' }, /no ordering/],
    [{ $top: ['1', '2'] }, /more than once/],
    [{ $count: 'yes' }, /true or false/],
  ])('%j is refused', (given, message) => {
    expect(() => parseQuery(given, rules)).toThrow(message);
  });
});
