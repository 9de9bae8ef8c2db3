import { UsageError } from '../../errors.ts';

/** One piece of a word: a bare character, an escaped one, or a stretch in quotes. */
const PIECE = /\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'|[^\s"'\\]/gs;
const WORD = /(?:\\.|"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'\\])+/gs;

/**
 * A command as one types it, split into its words: quotes keep spaces, `\` takes the next character as it is, except
 * between single quotes. Nothing is expanded. Throws UsageError, naming the option.
 */
export function splitWords(text: string, option: string): string[] {
  const words = (text.match(WORD) ?? []).map(bare);
  const left = text.replace(WORD, '').trim().charAt(0);
  if (left !== '') throw new UsageError(`${option} has an opening ${left} without the closing one: ${text}`);
  if (words.length === 0 || words[0] === '')
    throw new UsageError(`${option} takes a program and its arguments, such as "node agent.js"; it is empty`);
  return words;
}

/** Without quotes and backslashes. */
function bare(word: string): string {
  return word.replace(
    PIECE,
    (piece, escaped?: string, double?: string, single?: string) =>
      escaped ?? double?.replace(/\\(.)/gs, '$1') ?? single ?? piece,
  );
}
