/** A form as a browser would submit it. */
export interface PageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The page's first form: where it posts, and the values of its inputs. Attributes must be in double quotes. */
export function formOn(html: string): PageForm | undefined {
  const opening = tagAfter(html, html.search(/<form\s/i));
  const end = opening === undefined ? -1 : html.indexOf('</form>', opening.end);
  if (opening === undefined || end < 0) return undefined;
  const fields: Record<string, string> = {};
  for (const { index } of html.slice(opening.end, end).matchAll(/<input\s/gi)) {
    const tag = tagAfter(html, opening.end + index)?.text ?? '';
    const name = attributeIn(tag, 'name');
    if (name !== undefined) fields[name] = attributeIn(tag, 'value') ?? '';
  }
  return { action: attributeIn(opening.text, 'action') ?? '', fields };
}

/** The text at the start of the element with that id. */
export function textOn(html: string, id: string): string | undefined {
  const opening = tagAfter(html, html.indexOf(` id="${id}"`));
  if (opening === undefined) return undefined;
  const end = html.indexOf('<', opening.end);
  return unescaped(html.slice(opening.end, end < 0 ? undefined : end)).trim();
}

/** What lies between a place and the next `>`. */
function tagAfter(html: string, start: number): { text: string; end: number } | undefined {
  const close = start < 0 ? -1 : html.indexOf('>', start);
  return close < 0 ? undefined : { text: html.slice(start, close), end: close + 1 };
}

function attributeIn(tag: string, name: string): string | undefined {
  const start = tag.toLowerCase().indexOf(` ${name}="`);
  if (start < 0) return undefined;
  const from = start + name.length + 3;
  const end = tag.indexOf('"', from);
  return end < 0 ? undefined : unescaped(tag.slice(from, end));
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
