import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { judgeClock } from './judge/clock.ts';
import { judgeDocker } from './judge/docker.ts';
import { judgeK6 } from './judge/k6.ts';
import { judgeLeftovers } from './judge/leftovers.ts';
import { judgeDisk, judgeMachine } from './judge/machine.ts';
import { judgeNode } from './judge/node.ts';
import { judgePorts } from './judge/ports.ts';

/** Every finding, in the order in which they are told. */
export function judge(facts: Facts): Finding[] {
  return [
    ...judgeNode(facts.node),
    ...judgeMachine(facts.machine),
    ...facts.disks.map(judgeDisk),
    ...judgePorts(facts.ports),
    ...judgeClock(facts.clock),
    ...judgeLeftovers(facts.leftovers),
    ...judgeDocker(facts.docker),
    ...judgeK6(facts.k6),
  ];
}
