import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What verbs need of the process that carries them. */
export interface Host {
  readonly cwd: string;
  readonly terminal: Terminal;
  /** Says with which code the verb has ended. */
  finish(code: ExitCode): void;
  /** Ends the process at once. */
  readonly exit: (code: ExitCode) => void;
}
