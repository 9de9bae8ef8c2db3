/** What can be wrong with the container engine, as `doctor` names it. */
export type EngineProblem =
  'missing' | 'stopped' | 'forbidden' | 'remote' | 'old' | 'disk' | 'image' | 'refused';

/** The container engine cannot carry a lab. The message ends with the remedy, which also stands by itself. */
export class EngineError extends Error {
  readonly code = 'PTALAB_ENGINE';
  readonly problem: EngineProblem;
  readonly remedy: string;
  constructor(problem: EngineProblem, reason: string, remedy: string, cause?: unknown) {
    super(`${reason}. ${remedy}`, { cause });
    this.name = 'EngineError';
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** A container could not be started, ended at once, or was not ready in time. */
export class ContainerStartError extends Error {
  readonly code = 'PTALAB_CONTAINER_START';
  readonly container: string;
  /** Undefined when it never ran, or was still running. */
  readonly exitCode: number | undefined;
  /** The last lines of its output, 20 at most. */
  readonly lines: readonly string[];
  constructor(
    failed: { readonly name: string; readonly image: string },
    cause: string,
    exitCode: number | undefined,
    lines: readonly string[],
  ) {
    const tail =
      lines.length === 0 ? 'It printed nothing.' : `Its last ${lines.length} lines:\n  ${lines.join('\n  ')}`;
    super(`container ${failed.name} ${cause}.\nImage: ${failed.image}\n${tail}`);
    this.name = 'ContainerStartError';
    this.container = failed.name;
    this.exitCode = exitCode;
    this.lines = lines;
  }
}

/** The npm package that drives the engine is not installed: it is asked for only by those who use containers. */
export class TestcontainersMissingError extends Error {
  readonly code = 'PTALAB_TESTCONTAINERS_MISSING';
  constructor(cause: unknown) {
    super(
      'labs in containers need the npm package `testcontainers`, which is not installed. ' +
        'Run `npm install --save-dev testcontainers@^12` beside ptalab',
      { cause },
    );
    this.name = 'TestcontainersMissingError';
  }
}
