import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';

type Section = 'forest' | 'egress';

const NEEDS: readonly { who: 'connect' | 'agents' | 'federation'; needs: readonly Section[]; why: string }[] =
  [
    {
      who: 'agents',
      needs: ['forest', 'egress'],
      why: 'an agent asks a domain controller, and calls out by the proxy',
    },
    {
      who: 'connect',
      needs: ['forest', 'egress'],
      why: 'Entra Connect reads a forest, and calls out by the proxy',
    },
    { who: 'federation', needs: ['forest'], why: 'AD FS checks passwords against a forest' },
  ];

/** Components that cannot do without another one. */
export function neighbourRules(config: LabConfig): Problem[] {
  return NEEDS.filter(({ who }) => present(config[who])).flatMap(({ who, needs, why }) =>
    needs
      .filter((section) => config[section] === undefined)
      .map((section) => ({
        path: [who],
        atKey: true,
        found: `${who} without a section ${section}`,
        expected: `both, as ${why}`,
        remedy: `Add the section \`${section}: {}\``,
      })),
  );
}

function present(section: LabConfig['connect' | 'agents' | 'federation']): boolean {
  return Array.isArray(section) ? section.length > 0 : section !== undefined;
}
