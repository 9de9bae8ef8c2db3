import { CommanderError } from 'commander';
import { ReportFolderError } from '../report/report-folder.ts';
import { CliError } from './errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { createProgram } from './program.ts';

export interface Process {
  readonly cwd: string;
  readonly terminal: Terminal;
  readonly exit: (code: ExitCode) => void;
  readonly version: string;
}

/** Carries out what was typed and answers the exit code. Every error has been said when it returns. */
export async function carryOut(
  args: readonly string[],
  { cwd, terminal, exit, version }: Process,
): Promise<ExitCode> {
  let ended: ExitCode = EXIT.passed;
  const finish = (code: ExitCode): void => {
    ended = code;
  };
  const program = createProgram({ cwd, terminal, exit, finish }, version);
  if (args.length === 0) {
    terminal.complain(program.helpInformation());
    return EXIT.usage;
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return ended;
  } catch (error) {
    return answer(error, terminal);
  }
}

function answer(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
  if (error instanceof CliError) {
    terminal.complain(`ptalab: ${error.message}`);
    return error.exitCode;
  }
  if (error instanceof ReportFolderError) {
    terminal.complain(`ptalab: ${error.message}`);
    return EXIT.usage;
  }
  terminal.complain(`ptalab: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return EXIT.failed;
}
