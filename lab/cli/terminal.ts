/** Where a verb speaks: lines for people or pipes, and one live line on a terminal. */
export interface Terminal {
  readonly isTerminal: boolean;
  say(line: string): void;
  complain(line: string): void;
  /** Replaces the live line; does nothing where there is no terminal. */
  live(line: string): void;
}

const CLEAR_LINE = '\r\u001b[2K';

/** The process's own standard output and error. In continuous integration there is no live line. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const isTerminal = stdout.isTTY && env['CI'] === undefined && env['TERM'] !== 'dumb';
  let shown = false;
  const clear = (): void => {
    if (shown) stdout.write(CLEAR_LINE);
    shown = false;
  };
  return {
    isTerminal,
    say: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    complain: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    live: (line) => {
      if (!isTerminal) return;
      clear();
      stdout.write(line.slice(0, Math.max(20, stdout.columns - 1)));
      shown = line !== '';
    },
  };
}
