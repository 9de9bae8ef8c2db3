/** One row of docs/fidelity.md. */
export interface LedgerRow {
  readonly line: number;
  readonly behaviour: string;
  readonly grade: string;
  readonly source: string;
  /** What changes the behaviour, or why nothing does. */
  readonly setting: string;
  /** Path of the test that shows it. */
  readonly witness: string;
}

export const GRADES = ['observed', 'documented', 'research', 'inferred', 'memory'] as const;

/** Grades whose rows must name a setting, or say why there is none. */
export const UNSURE: readonly string[] = ['research', 'inferred', 'memory'];

/** Reads the five-column tables of the ledger. */
export function readLedger(markdown: string): LedgerRow[] {
  return markdown.split('\n').flatMap((text, index) => {
    const cells = text
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [behaviour = '', grade = '', source = '', setting = '', witness = ''] = cells;
    const isRow = cells.length === 5 && behaviour !== 'behaviour' && !/^-+$/.test(behaviour);
    return isRow ? [{ line: index + 1, behaviour, grade, source, setting, witness }] : [];
  });
}
