import type { LabConfig } from './lab-config.ts';
import { agentRules } from './rules/agents.ts';
import { allowedHostRules } from './rules/allowed-hosts.ts';
import { forestRules } from './rules/forest.ts';
import { domainRules } from './rules/domains.ts';
import { hostRules } from './rules/hosts.ts';
import { neighbourRules } from './rules/neighbours.ts';
import { scopeRules } from './rules/scope.ts';
import type { Problem } from './problem.ts';

/** What no component can see by itself: whether the sections of a lab fit together. */
export function estateProblems(config: LabConfig): Problem[] {
  return [
    ...neighbourRules(config),
    ...hostRules(config),
    ...domainRules(config),
    ...scopeRules(config),
    ...forestRules(config),
    ...allowedHostRules(config),
    ...agentRules(config),
  ];
}
