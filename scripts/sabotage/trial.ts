import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { namePattern, type Entry } from './entries.ts';
import { BrokenTree } from './tree.ts';

/** `noticed`: the scenario failed. `survived`: it passed all the same. `unknown`: it could not be tried. */
export type Outcome = 'noticed' | 'survived' | 'unknown';

export interface Trial {
  readonly entry: Entry;
  readonly outcome: Outcome;
  /** The step that failed, or why nothing is known. */
  readonly detail: string;
  readonly ms: number;
}

const summary = z.object({
  scenarios: z.array(
    z.object({
      verdict: z.string(),
      failure: z.object({ step: z.string(), message: z.string() }).optional(),
    }),
  ),
});

/** Breaks one thing in a copy of the repository and runs the scenario that must notice. */
export async function tryEntry(root: string, entry: Entry): Promise<Trial> {
  const started = performance.now();
  const ended = (outcome: Outcome, detail: string): Trial => ({
    entry,
    outcome,
    detail,
    ms: performance.now() - started,
  });
  try {
    using tree = new BrokenTree(root, entry);
    const { code, output } = await runScenario(tree.path, entry.scenario);
    if (code === 0) return ended('survived', 'the scenario passed all the same');
    const failed = failedStep(tree.path);
    // 3: what was broken keeps the scenario's lab from coming up.
    if ((code === 1 || code === 3) && failed !== undefined) return ended('noticed', failed);
    return ended(
      'unknown',
      `the run ended with code ${code ?? 'none'}: ${output.trim().split('\n').slice(-6).join(' | ')}`,
    );
  } catch (error) {
    return ended('unknown', error instanceof Error ? error.message : String(error));
  }
}

function runScenario(tree: string, scenario: string): Promise<{ code: number | null; output: string }> {
  const args = [
    'lab/cli/main.ts',
    'run',
    '--name',
    namePattern(scenario),
    '--seed',
    'sabotage',
    '--parallel',
    '1',
  ];
  const child = spawn(process.execPath, [...args, '--report', join(tree, 'reports', 'run')], {
    cwd: tree,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, CI: 'true' },
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** The first failed scenario's step and the first line of its error. */
function failedStep(tree: string): string | undefined {
  const file = join(tree, 'reports', 'run', 'run.json');
  if (!existsSync(file)) return undefined;
  const { scenarios } = summary.parse(JSON.parse(readFileSync(file, 'utf8')));
  const failure = scenarios.find(({ verdict }) => verdict === 'failed')?.failure;
  return failure === undefined ? undefined : `${failure.step}: ${failure.message.split('\n')[0] ?? ''}`;
}
