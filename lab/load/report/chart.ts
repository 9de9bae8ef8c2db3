import type { Series } from '../core/usage.ts';
import { escapeXml, shown } from './junit.ts';

/** A line chart as a figure of its own: inline SVG, colours from the page's style. */
export interface Chart {
  readonly title: string;
  /** What the values are: `ms`, `per second`, `cores`. */
  readonly unit: string;
  /** What the horizontal axis counts; seconds unless given. */
  readonly along?: string;
  readonly series: readonly Series[];
}

const WIDTH = 480;
const HEIGHT = 240;
const LEFT = 46;
const BOTTOM = 26;
const TOP = 10;
const RIGHT = 8;
const COLOURS = 8;
const MOST_POINTS = 400;

/** Draws it; a chart without values says so. */
export function drawChart({ title, unit, along = ' s', series }: Chart): string {
  const drawn = series.filter(({ points }) => points.length > 0).map(thinned);
  const caption = `<figcaption>${escapeXml(title)} <span>${escapeXml(unit)}</span></figcaption>`;
  if (drawn.length === 0) return `<figure>${caption}<p class="none">nothing was measured</p></figure>`;
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value));
  const seconds = drawn.flatMap(({ points }) => points.map(({ second }) => second));
  const scale = scaleOf(Math.max(...values), Math.max(...seconds, 1));
  const lines = drawn.map((one, index) => line(one, index, scale));
  const svg = [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(`${title}, ${unit}`)}">`,
    ...grid(scale, along),
    ...lines,
    '</svg>',
  ];
  return `<figure>${caption}${svg.join('')}${legend(drawn)}</figure>`;
}

interface Scale {
  readonly top: number;
  readonly step: number;
  readonly lastSecond: number;
  x(second: number): number;
  y(value: number): number;
}

/** Up to five round steps that hold the highest value. */
function scaleOf(highest: number, lastSecond: number): Scale {
  const step = niceStep(Math.max(highest, 1e-3) / 4);
  const top = Math.ceil(Math.max(highest, 1e-3) / step) * step;
  return {
    top,
    step,
    lastSecond,
    x: (second) => round(LEFT + (second / lastSecond) * (WIDTH - LEFT - RIGHT)),
    y: (value) => round(HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP)),
  };
}

/** 1, 2 or 5 times a power of ten, at least `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10;
  return factor * power;
}

function grid({ top, step, lastSecond, x, y }: Scale, along: string): string[] {
  const levels = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const horizontal = levels.map(
    (level) =>
      `<path class="grid" d="M${LEFT} ${y(level)}H${WIDTH - RIGHT}"/>` +
      `<text x="${LEFT - 6}" y="${y(level) + 4}" text-anchor="end">${shown(level)}</text>`,
  );
  const secondStep = Math.max(1, niceStep(lastSecond / 5));
  const marks = Array.from(
    { length: Math.floor(lastSecond / secondStep) + 1 },
    (_, index) => index * secondStep,
  );
  const vertical = marks.map((second) => {
    const anchor = x(second) > WIDTH - RIGHT - LEFT / 2 ? 'end' : 'middle';
    return `<text x="${x(second)}" y="${HEIGHT - 8}" text-anchor="${anchor}">${shown(second)}${escapeXml(along)}</text>`;
  });
  return [...horizontal, ...vertical];
}

function line({ name, points }: Series, index: number, { x, y }: Scale): string {
  const path = points.map(({ second, value }) => `${x(second)} ${y(value)}`).join('L');
  const dot = points.length === 1 ? 'h3' : '';
  return `<path class="${classOf(index)}" d="M${path}${dot}"><title>${escapeXml(name)}</title></path>`;
}

/** Each name with its colour, its mean and its highest value. */
function legend(series: readonly Series[]): string {
  const items = series.map(({ name, points }, index) => {
    const values = points.map(({ value }) => value);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const facts = `mean ${shown(round(mean))}, highest ${shown(round(Math.max(...values)))}`;
    return `<li><svg viewBox="0 0 20 8" aria-hidden="true"><path class="${classOf(index)}" d="M0 4H20"/></svg>${escapeXml(name)} <small>${facts}</small></li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

/** Colours come round after eight; from then on lines are dashed. */
function classOf(index: number): string {
  return `line c${index % COLOURS}${index >= COLOURS ? ' dashed' : ''}`;
}

/** Of many points the highest of each stretch, so that no peak is lost. */
function thinned({ name, points }: Series): Series {
  const stretch = Math.ceil(points.length / MOST_POINTS);
  if (stretch <= 1) return { name, points };
  const kept = [];
  for (let from = 0; from < points.length; from += stretch) {
    const some = points.slice(from, from + stretch);
    kept.push(some.reduce((best, one) => (one.value > best.value ? one : best)));
  }
  return { name, points: kept };
}

const round = (value: number): number => Math.round(value * 100) / 100;
