import { escapeXml } from './junit.ts';
import { STYLE } from './style.ts';

/** A page that needs nothing but itself: no script, no request to anywhere. */
export function page(title: string, body: readonly string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeXml(title)}</title><style>${STYLE}</style></head><body>`,
    ...body,
    '</body></html>',
    '',
  ].join('\n');
}

/** Large figures at the top. */
export function tiles(figures: readonly (readonly [label: string, value: string])[]): string {
  const items = figures.map(([label, value]) => `<li><b>${escapeXml(value)}</b>${escapeXml(label)}</li>`);
  return `<ul class="tiles">${items.join('')}</ul>`;
}
