/** What ptalab is wanted for here. */
export const JOBS = ['run', 'docker', 'load'] as const;
export type Job = (typeof JOBS)[number];

/** `advice`: it works, but somebody should know; `problem`: what it is needed for will fail. */
export type Level = 'ok' | 'advice' | 'problem';

/** One thing that was looked at. */
export interface Finding {
  /** Stable, such as `docker.engine`. */
  readonly id: string;
  readonly level: Level;
  /** What is so, in one sentence without a full stop. */
  readonly what: string;
  /** What to do about it, with the command to type; nothing when all is well. */
  readonly remedy?: string;
  /** Jobs that fail on a problem here; none for what is only worth knowing. */
  readonly neededFor: readonly Job[];
}

/** Findings that keep a job from being done. */
export function problemsFor(job: Job, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ level, neededFor }) => level === 'problem' && neededFor.includes(job));
}

export function ok(id: string, what: string, neededFor: readonly Job[]): Finding {
  return { id, level: 'ok', what, neededFor };
}

export function advice(id: string, what: string, remedy: string, neededFor: readonly Job[] = []): Finding {
  return { id, level: 'advice', what, remedy, neededFor };
}

export function problem(id: string, what: string, remedy: string, neededFor: readonly Job[]): Finding {
  return { id, level: 'problem', what, remedy, neededFor };
}

/** `1.5 GiB`, `300 MiB`. */
export function sizeOf(bytes: number): string {
  const mib = bytes / 1_048_576;
  return mib < 1_024 ? `${Math.floor(mib)} MiB` : `${(mib / 1_024).toFixed(1)} GiB`;
}

/** Words for a shell, quoted where they need it. */
export function shellWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
