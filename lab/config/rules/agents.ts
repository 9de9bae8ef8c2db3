import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';

/** A tenant takes 40 agents (deployment guide, step 4), or what `cloud.agents.limit` says. */
export function agentRules({ agents, cloud }: LabConfig): Problem[] {
  const { limit } = cloud.agents;
  if (agents.length <= limit) return [];
  return [
    {
      path: ['agents', limit],
      found: `${agents.length} agents`,
      expected: `at most ${limit}, the limit of a tenant`,
      remedy: 'Remove the rest; to see the refusal, register one more while the lab runs',
    },
  ];
}
