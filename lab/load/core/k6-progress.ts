/** How far k6 is, as its progress lines say once a second. */
export interface K6Progress {
  readonly elapsed: string;
  readonly busyClients: number;
  readonly clients: number;
  readonly completed: number;
  readonly interrupted: number;
}

const LINE =
  /running \(([\dhms.]{2,20})\), 0*(\d{1,9})\/0*(\d{1,9}) VUs, (\d{1,12}) complete and (\d{1,12}) interrupted iterations/;

/** Reads `running (0m03.0s), 010/050 VUs, 87 complete and 0 interrupted iterations`. */
export function readProgress(line: string): K6Progress | undefined {
  const [, elapsed, busy, clients, completed, interrupted] = LINE.exec(line) ?? [];
  if (elapsed === undefined) return undefined;
  return {
    elapsed,
    busyClients: Number(busy),
    clients: Number(clients),
    completed: Number(completed),
    interrupted: Number(interrupted),
  };
}

/** The latest of some lines of output that tells how far k6 is. */
export function latestProgress(lines: readonly string[]): K6Progress | undefined {
  return lines.map(readProgress).findLast((found) => found !== undefined);
}
