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
  /** Further mistakes below this one. */
  readonly more?: number | undefined;
}

/** A lab's description is wrong: the first mistake, in one sentence that says what to write instead. */
export class LabFileError extends Error {
  readonly code = 'PTALAB_LAB_FILE';
  readonly mistake: LabFileMistake;
  constructor(mistake: LabFileMistake) {
    super(sentence(mistake));
    this.name = 'LabFileError';
    this.mistake = mistake;
  }
}

function sentence({ file, line, column, place, found, expected, remedy, more }: LabFileMistake): string {
  const where = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return [
    `${where}: ${place === undefined ? '' : `${place}: `}found ${found}; expected ${expected}.`,
    ...(remedy === undefined ? [] : [remedy.endsWith('?') ? remedy : `${remedy}.`]),
    ...(more === undefined || more === 0
      ? []
      : [`(${more} more ${more === 1 ? 'mistake' : 'mistakes'}; fix this one first)`]),
  ].join(' ');
}
