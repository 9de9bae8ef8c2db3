/** A text that is to be replaced does not stand in the file exactly once. */
export class PatchError extends Error {
  readonly code = 'PTALAB_SABOTAGE_PATCH';
  constructor(file: string, found: number) {
    const why = found === 0 ? 'does not stand in it' : `stands in it ${found} times`;
    super(`${file}: the text to replace ${why}; it must stand there exactly once`);
    this.name = 'PatchError';
  }
}

/** Replaces the one place where `find` stands. Throws PatchError when there is none, or more. */
export function patch(file: string, source: string, find: string, replace: string): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new PatchError(file, parts.length - 1);
  return parts.join(replace);
}
