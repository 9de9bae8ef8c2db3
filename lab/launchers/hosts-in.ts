import type { LabConfig } from '../config/index.ts';
import { allDomains } from '../forest/index.ts';

/** The hosts that a lab of this description has, besides its agents'. */
export function hostsIn({ forest, federation, exchange, egress, connect }: LabConfig): string[] {
  const fixed = { forest, cloud: true, federation, exchange, EGRESS: egress };
  return [
    ...Object.entries(fixed).flatMap(([name, there]) => (there === undefined ? [] : [name])),
    ...connect.map(({ host }) => host),
  ];
}

/** The hosts that stand before others where each has a machine of its own. */
export function gatewaysIn({ forest, federation }: LabConfig): string[] {
  return [
    ...(forest === undefined ? [] : allDomains(forest)).flatMap(({ config }) =>
      config.domainControllers.map(({ name }) => name),
    ),
    ...(federation === undefined ? [] : ['WAP1']),
  ];
}
