import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';

/** What a lab asks for that only containers can give: names and real ports of a network of its own. */
export function launcherRules({ egress }: LabConfig, launcher: string): Problem[] {
  if (egress?.mode !== 'firewall' || launcher === 'docker') return [];
  return [
    {
      path: ['egress', 'mode'],
      found: `"firewall" with the launcher ${launcher}`,
      expected: 'the launcher docker, as hosts call through a firewall by real names and ports',
      remedy: 'Run it with `--launcher docker`, or write `mode: proxy`',
    },
  ];
}
