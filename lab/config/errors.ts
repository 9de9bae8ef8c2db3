/** Where and what a mistake in a lab file is. */
export interface LabFileMistake {
  readonly file: string;
  /** From 1; absent when the file as a whole is meant. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Such as `cloud.domains[1].name`; its first part is the component. */
  readonly place?: string | undefined;
  readonly found: string;
  readonly expected: string;
  readonly remedy?: string | undefined;
}

/** Mistakes that a message names; the rest are counted. */
const NAMED = 20;

/** A lab's description is wrong: a sentence for each mistake that says what to write instead, the most telling first. */
export class LabFileError extends Error {
  readonly code = 'PTALAB_LAB_FILE';
  /** The first. */
  readonly mistake: LabFileMistake;
  readonly mistakes: readonly LabFileMistake[];
  constructor(mistake: LabFileMistake, further: readonly LabFileMistake[] = []) {
    const mistakes = [mistake, ...further];
    const unnamed = mistakes.length - NAMED;
    super(
      [...mistakes.slice(0, NAMED).map(sentence), ...(unnamed > 0 ? [`and ${unnamed} more`] : [])].join('\n'),
    );
    this.name = 'LabFileError';
    this.mistake = mistake;
    this.mistakes = mistakes;
  }

  /** The same mistakes of a text that stands inside another: that many lines below its top, and columns from its left. */
  within(lines: number, columns: number): LabFileError {
    const [first = this.mistake, ...further] = this.mistakes.map((each) => ({
      ...each,
      line: lines + (each.line ?? 1),
      column: columns + (each.column ?? 1),
    }));
    return new LabFileError(first, further);
  }
}

function sentence({ file, line, column, place, found, expected, remedy }: LabFileMistake): string {
  const where = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return [
    `${where}: ${place === undefined ? '' : `${place}: `}found ${found}; expected ${expected}.`,
    ...(remedy === undefined ? [] : [remedy.endsWith('?') ? remedy : `${remedy}.`]),
  ].join(' ');
}
