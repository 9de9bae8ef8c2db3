import { escapeXml } from './junit.ts';

/** A table of a page: numbers stand at the right. */
export function htmlTable(
  heads: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string {
  const numeric = heads.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const cell = (tag: 'th' | 'td', text: string, column: number): string =>
    `<${tag}${numeric[column] === true ? ' class="n"' : ''}>${escapeXml(text)}</${tag}>`;
  const head = heads.map((text, column) => cell('th', text, column)).join('');
  const body = rows.map(
    (row) => `<tr>${row.map((value, column) => cell('td', said(value), column)).join('')}</tr>`,
  );
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** The same for a terminal: columns in line, numbers at the right. */
export function textTable(
  heads: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string[] {
  const texts = [heads, ...rows.map((row) => row.map(said))];
  const widths = heads.map((_, column) => Math.max(...texts.map((row) => (row[column] ?? '').length)));
  const numeric = heads.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  return texts.map((row) =>
    widths
      .map((width, column) => {
        const text = row[column] ?? '';
        return numeric[column] === true ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

function said(value: string | number | undefined): string {
  return value === undefined ? '–' : String(value);
}
