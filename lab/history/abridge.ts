/** Longest text of a caller's that goes into the history. */
const LONGEST = 256;

/**
 * A caller's text, cut to what the history keeps. It is a copy: a slice of a string keeps the whole string, however long,
 * for as long as the history keeps the slice.
 */
export function abridged(text: string): string {
  if (text.length <= LONGEST) return text;
  return Buffer.from(text.slice(0, LONGEST), 'utf16le').toString('utf16le');
}
