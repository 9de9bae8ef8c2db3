import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { wallDeadline } from '../clock/wall.ts';
import { startChild } from '../processes/child.ts';
import type { Janitor } from '../processes/janitor.ts';
import { arrivalsPlan, arrivalsResult, type ArrivalsResult } from './arrivals-plan.ts';

export interface ArrivalsSurroundings {
  readonly janitor: Janitor;
  /** A private folder of this run. */
  readonly folder: string;
}

/** The load driver ended without a result. */
export class ArrivalsError extends Error {
  readonly code = 'PTALAB_ARRIVALS';
  constructor(reason: string, lines: readonly string[]) {
    super(`the load driver ${reason}. Its last lines:\n  ${lines.join('\n  ')}`);
    this.name = 'ArrivalsError';
  }
}

const READY_MS = 15_000;
const SPARE_MS = 15_000;

/** Runs the load driver in a process of its own; the lab clock must flow. Throws ChildStartError, ArrivalsError. */
export async function runArrivals(
  input: z.input<typeof arrivalsPlan>,
  { janitor, folder }: ArrivalsSurroundings,
): Promise<ArrivalsResult> {
  const plan = arrivalsPlan.parse(input);
  const path = join(folder, `arrivals-${randomUUID()}.json`);
  janitor.watchFile(path);
  writeFileSync(path, JSON.stringify(plan), { mode: 0o600 });
  try {
    await using child = await startChild(
      {
        name: 'the load driver',
        command: process.execPath,
        args: [programPath()],
        env: { PTALAB_ARRIVALS: path },
        ready: /^ready arrivals$/,
        readyWithinMs: READY_MS,
      },
      janitor,
    );
    const limit = plan.durationMs + plan.limitMs + SPARE_MS;
    await wallDeadline(limit, child.exited, () => new ArrivalsError('did not end in time', child.tail()));
    return resultIn(child.tail());
  } finally {
    janitor.remove(path);
  }
}

function resultIn(lines: readonly string[]): ArrivalsResult {
  const line = lines.findLast((one) => one.startsWith('result '));
  if (line === undefined) throw new ArrivalsError('ended without a result', lines);
  return arrivalsResult.parse(JSON.parse(line.slice('result '.length)));
}

function programPath(): string {
  return fileURLToPath(
    new URL(`./arrivals-main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
  );
}
