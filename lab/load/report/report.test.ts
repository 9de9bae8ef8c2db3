import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advise } from '../core/sizing.ts';
import { drawChart } from './chart.ts';
import { escapeXml, junitOf } from './junit.ts';
import { kneePage } from './knee-page.ts';
import { kneeText } from './knee-text.ts';
import { loadPage } from './load-page.ts';
import { kneeReport, kneeRow, LOAD } from './report.fixture.ts';
import { sizeText } from './size-text.ts';
import { kneeJunit } from './write-knee.ts';

/** Throws for what is no well-formed XML. */
const parse = (text: string, type = 'text/xml') =>
  new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(text, type);

describe('JUnit', () => {
  const suite = parse(junitOf(LOAD)).getElementsByTagName('testsuite').item(0);

  test('has a case for each threshold, and counts those crossed', () => {
    expect(suite?.getAttribute('tests')).toBe('4');
    expect(suite?.getAttribute('failures')).toBe('2');
    expect(suite?.getAttribute('name')).toBe('ptalab load my<script>&co');
  });

  test('says of a failure the value and the limit', () => {
    const failures = suite?.getElementsByTagName('failure');
    expect(failures?.item(0)?.getAttribute('message')).toBe(
      'sign_in_duration: p(95)<500: measured 612.3, limit p(95)<500',
    );
    expect(failures?.item(1)?.getAttribute('message')).toContain('nothing was measured');
  });

  test('fails for a load in which nobody signed in, or that was stopped', () => {
    const nobody = junitOf({ ...LOAD, thresholds: [], clients: { ...LOAD.clients, signIns: 0 } });
    expect(nobody).toContain('failures="1"');
    expect(nobody).toContain('no sign-in ended');
    expect(junitOf({ ...LOAD, thresholds: [], ending: 'stopped' })).toContain('stopped before its end');
  });

  test('of a knee search fails where no rate was carried', () => {
    const text = kneeJunit(
      kneeReport(kneeRow({}), kneeRow({ agents: 3, knee: undefined, limitedBy: ['a < b'] })),
    );
    const failure = parse(text).getElementsByTagName('failure').item(0);
    expect(failure?.getAttribute('message')).toBe('no rate was carried: a < b');
    expect(text).toContain('1 agent: 425 sign-ins per second within p95 500 ms');
  });

  test('any text can stand in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const root = parse(`<a b="${escapeXml(text.replace(/[\ud800-\udfff]/g, ''))}"/>`).documentElement;
        expect(root?.tagName).toBe('a');
      }),
    );
  });
});

describe('the page', () => {
  const pages = [
    loadPage(LOAD),
    kneePage(kneeReport(kneeRow({}), kneeRow({ agents: 3, knee: undefined, steps: [] }))),
  ];

  test.each(pages)('asks nobody for anything, and runs nothing', (html) => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|href=|url\(|@import|https?:/i);
    expect(html).toContain("default-src 'none'");
  });

  test.each(pages)('fits a phone, and follows light and dark', (html) => {
    expect(html).toContain('width=device-width');
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).toContain('overflow-x:auto');
  });

  test.each(pages)('lets no text of others be markup', (html) => {
    expect(html).not.toMatch(/<script>&co|<CPU>|<late>/);
    expect(html).toContain('&lt;CPU&gt;');
  });

  test.each(pages)('has drawings that are well formed', (html) => {
    const drawings = html.match(/<svg[^]*?<\/svg>/g) ?? [];
    expect(drawings.length).toBeGreaterThan(0);
    for (const drawing of drawings) expect(parse(drawing).documentElement?.tagName).toBe('svg');
  });

  test('says what there is to say', () => {
    for (const text of [
      'a threshold was crossed',
      '612.3',
      'AADSTS50126',
      'AGENT1',
      '41472',
      'nothing was measured',
    ])
      expect(pages[0]).toContain(text);
  });
});

describe('a chart', () => {
  const numbers = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 900 });

  test('of any values stays within its frame and keeps the highest', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const points = values.map((value, index) => ({ second: index, value }));
        const drawn = drawChart({ title: 't', unit: 'u', series: [{ name: 's', points }] });
        const [path = ''] = /class="line c0" d="M[^"]*/.exec(drawn) ?? [];
        const coordinates = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(
          ([, x, y]) => [Number(x), Number(y)] as const,
        );
        for (const [x, y] of coordinates) expect(x >= 0 && x <= 480 && y >= 0 && y <= 240).toBe(true);
        expect(coordinates.length).toBeLessThanOrEqual(450);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the sizing table', () => {
  test('has what was measured beside what the guide says, and says what limited it', () => {
    const text = kneeText(
      kneeReport(
        kneeRow({}),
        kneeRow({ agents: 3, registered: 40, knee: 400, atCeiling: true, limitedBy: [] }),
      ),
    ).join('\n');
    expect(text).toMatch(/ 425 +120 +1\.97 +3\.46 +0\.5 +663 +1536 +147 +1024/);
    expect(text).toContain('400 or more');
    expect(text).toContain('300 to 400 authentications per second');
    expect(text).toContain('beyond 425/s p95 900 ms is over 500 ms');
    expect(text).toContain('2 cores of A "fast" <CPU>');
  });

  test('owns up to what disturbed it', () => {
    const text = kneeText(kneeReport(kneeRow({ othersCores: 0.8, confirmed: false }))).join('\n');
    expect(text).toContain('used 0.80 cores meanwhile');
    expect(text).toContain('carried once only');
  });

  test('of a demand says how many agents, and when a tenant cannot have so many', () => {
    const demand = { peak: 13_000, average: 900 };
    const text = sizeText(demand, [{ rule: 'measured', advice: advise(demand, 300) }]).join('\n');
    expect(text).toContain('45 (limit 40)');
    expect(text).toContain('at most 40 agents');
  });
});
