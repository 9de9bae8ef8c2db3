import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';

/** What agents ask of the lab around them. */
export function agentRules(config: LabConfig): Problem[] {
  return [...limitRules(config), ...clockRules(config)];
}

/** A tenant takes 40 agents (deployment guide, step 4), or what `cloud.agents.limit` says. */
function limitRules({ agents, cloud }: LabConfig): Problem[] {
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

/** A frozen clock moves on when all is quiet, which nobody can ask of an agent that lives by the wall. */
function clockRules({ agents, clock }: LabConfig): Problem[] {
  if (clock?.mode !== 'frozen') return [];
  return agents.flatMap((agent, n) =>
    agent.clock === 'lab'
      ? []
      : [
          {
            path: ['agents', n, 'clock'],
            found: '"wall" in a lab whose clock is frozen',
            expected: 'lab, or a clock that flows',
            remedy: 'Write `mode: flowing` under `clock`, or leave the mode out',
          },
        ],
  );
}
