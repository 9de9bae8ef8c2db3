import { EXIT, type ExitCode } from './exit-codes.ts';

/** An error that a verb reports in one message, without a stack, and answers with an exit code. */
export class CliError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  constructor(code: string, exitCode: ExitCode, message: string) {
    super(message);
    this.name = 'CliError';
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** What was typed, or a file that was named, is wrong; the message says where and what would be right. */
export class UsageError extends CliError {
  constructor(message: string) {
    super('PTALAB_USAGE', EXIT.usage, message);
    this.name = 'UsageError';
  }
}

/** No lab could be started, or none is up. */
export class NoLabError extends CliError {
  constructor(message: string) {
    super('PTALAB_NO_LAB', EXIT.noLab, message);
    this.name = 'NoLabError';
  }
}

/** Nothing was tried, so nothing is known; never the same as passed. */
export class UnknownOutcomeError extends CliError {
  constructor(message: string) {
    super('PTALAB_UNKNOWN', EXIT.unknown, message);
    this.name = 'UnknownOutcomeError';
  }
}

/** A lab that is up refused what was asked, or it failed there. */
export class VerbFailedError extends CliError {
  constructor(message: string) {
    super('PTALAB_FAILED', EXIT.failed, message);
    this.name = 'VerbFailedError';
  }
}
