/** The code of LabDownError, for whoever sees it come over a wire. */
export const LAB_DOWN = 'PTALAB_LAB_DOWN';

/** Nobody of that name is in the lab, so that no password of theirs can be looked up. */
export class PersonUnknownError extends Error {
  readonly code = 'PTALAB_PERSON_UNKNOWN';
  constructor(upn: string, some: readonly string[]) {
    const hint = some.length === 0 ? '' : `; the lab has ${some.join(', ')}`;
    super(`nobody in the lab is called ${upn}${hint}. With --password anybody can be tried`);
    this.name = 'PersonUnknownError';
  }
}

/** The lab has no domain controllers that a directory tool could ask. */
export class NoDirectoryError extends Error {
  readonly code = 'PTALAB_NO_DIRECTORY';
  constructor() {
    super('this lab has no forest; describe one under `forest` in its lab file');
    this.name = 'NoDirectoryError';
  }
}

/** Nothing is up at this moment of which anything could be asked. */
export class LabDownError extends Error {
  readonly code = LAB_DOWN;
  constructor(why: string) {
    super(`no lab is up: ${why}`);
    this.name = 'LabDownError';
  }
}
