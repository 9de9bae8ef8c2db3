import { comparable, transliterate } from './transliteration.ts';

/** Lengths at which the parts of a sAMAccountName are cut: 8 and 9, a dot, and a number of two digits make 20. */
export const GIVEN_LENGTH = 8;
export const SURNAME_LENGTH = 9;

/** One name as it is written in a person's own letters and in account names. */
export interface Spelling {
  readonly text: string;
  /** a–z and hyphens, as UPNs have it. */
  readonly latin: string;
  /** The same, cut for the sAMAccountName. */
  readonly short: string;
}

/** Reads `名=reading` or a name whose letters tell how it is read. */
export function spellingOf(listed: string, length: number, umlauts: boolean | undefined): Spelling {
  const [text = '', reading = text] = listed.split('=');
  const latin = transliterate(reading, umlauts);
  return { text, latin, short: latin.slice(0, length).replace(/-+$/, '') };
}

/** What two names must not share, lest two people share an account name or a directory cannot tell them apart. */
export function claimsOf({ text, latin, short }: Spelling): readonly string[] {
  return [`text ${comparable(text)}`, `latin ${latin}`, `short ${short}`];
}

/** The names of a list such as `Anna, Bärbel`. */
export function listed(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}
