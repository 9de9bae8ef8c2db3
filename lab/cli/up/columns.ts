import { escapeInvisible } from '../../report/facts.ts';

/** Rows with every column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((cells) => cells.map(escapeInvisible));
  const width = (column: number): number => Math.max(...shown.map((cells) => cells[column]?.length ?? 0));
  return shown
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
