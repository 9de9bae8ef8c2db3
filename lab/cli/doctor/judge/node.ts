import type { NodeFacts } from '../facts.ts';
import { advice, JOBS, ok, problem, type Finding } from '../finding.ts';

const NEEDED = 24;
const OLDEST_STARTER = 20;

/** Everything runs on Node 24; any Node from 20 on starts it. */
export function judgeNode({ own, path, onPath }: NodeFacts): Finding[] {
  const runs =
    majorOf(own) >= NEEDED
      ? ok('node.own', `Node ${own} carries the lab (${path})`, JOBS)
      : problem(
          'node.own',
          `Node ${own} carries the lab, which needs ${NEEDED} (${path})`,
          'Start it as `ptalab` or by npm: the package `node` brings Node 24. When it is not there: `npm ci`',
          JOBS,
        );
  return [runs, starterOf(onPath)];
}

function starterOf(onPath: string | undefined): Finding {
  if (onPath === undefined)
    return advice(
      'node.path',
      'no `node` is on the PATH, so the command `ptalab` does not start by itself',
      'Install Node.js 20 or newer with npm (https://nodejs.org)',
    );
  if (majorOf(onPath) >= OLDEST_STARTER) return ok('node.path', `the \`node\` of the PATH is ${onPath}`, []);
  return problem(
    'node.path',
    `the \`node\` of the PATH is ${onPath}, too old to start ptalab`,
    'Install Node.js 20 or newer with npm (https://nodejs.org)',
    JOBS,
  );
}

function majorOf(version: string): number {
  return Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);
}
