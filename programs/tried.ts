/** One thing that somebody else's program was asked to do. */
export interface Outcome {
  /** As a reader of the table understands it: `a user of a nested group signs in`. */
  readonly what: string;
  /** Undefined when it went as with the real thing; else what came instead. */
  readonly wrong: string | undefined;
}

/** A program, framework or library of somebody else's, used as its documentation says: unmodified. */
export interface Tried<T, Kind extends string = string> {
  /** `Spring Security ActiveDirectoryLdapAuthenticationProvider` */
  readonly title: string;
  readonly kind: Kind;
  /** Installs it for this run; nothing of it stays in the repository. Throws MissingError with what is missing and how to get it. */
  prepare(cache: string): Promise<Prepared<T>>;
}

export interface Prepared<T> {
  /** Such as `2.5.13`: as it says itself. */
  readonly version: string;
  use(subject: T): Promise<readonly Outcome[]>;
}

/** What it is tried on: raised for it, and gone afterwards. */
export interface Raised<T> extends AsyncDisposable {
  readonly subject: T;
  /** What failed inside the lab while it served. */
  defects(): readonly string[] | Promise<readonly string[]>;
}

export class MissingError extends Error {
  readonly code = 'PTALAB_PROGRAM_MISSING';
}

/** Runs a program of ours that stands over libraries of others: it is told of what it is tried on, and prints outcomes. */
export type RunOurs<T> = (
  subject: T,
  program: {
    readonly command: string;
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  },
) => Promise<readonly Outcome[]>;
