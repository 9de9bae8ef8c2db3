import { nodeNames, PROXY_HOST } from '../../federation/config.ts';
import { allDomains } from '../../forest/config.ts';
import type { LabConfig } from '../lab-config.ts';
import type { Path, Problem } from '../problem.ts';

interface NamedHost {
  readonly name: string;
  readonly path: Path;
}

/** Hosts that every lab has. */
const TAKEN = ['EGRESS', 'EXO1', 'INTERNET'];

/** Every host has one name and one purpose: links, faults and the history tell hosts apart by it. */
export function hostRules(config: LabConfig): Problem[] {
  const first = new Map<string, Holder>(TAKEN.map((name) => [name, 'the lab itself']));
  return hostsOf(config).flatMap(({ name, path }) => {
    const key = name.toUpperCase();
    const holder = first.get(key);
    if (holder === undefined) first.set(key, path);
    return holder === undefined || areControllers(holder, path) ? [] : [taken(name, path, holder)];
  });
}

/** Who has a name already. */
type Holder = Path | 'the lab itself';

/** The forest's own rules tell domain controllers apart. */
function areControllers(holder: Holder, path: Path): boolean {
  return holder[0] === 'forest' && path[0] === 'forest';
}

/** Names of all hosts that a description knows, WORKSTATION1 among them: there directory tools run. */
export function hostNames(config: LabConfig): string[] {
  return [...TAKEN, 'WORKSTATION1', ...hostsOf(config).map(({ name }) => name)];
}

function taken(name: string, path: Path, holder: Holder): Problem {
  const whose =
    typeof holder === 'string' ? `a host of ${holder}` : `the name of another host (${String(holder[0])})`;
  const remedy =
    path[0] === 'agents' && /^connect/i.test(name)
      ? "Leave it out here: the wizard of Entra Connect installs that host's agent"
      : 'Choose another name';
  return { path, found: `"${name}", already ${whose}`, expected: 'a host name used once', remedy };
}

function hostsOf(config: LabConfig): NamedHost[] {
  const domains = config.forest === undefined ? [] : allDomains(config.forest);
  return [
    ...domains.flatMap(({ config: { domainControllers }, path }) =>
      domainControllers.map(({ name }, n) => ({ name, path: ['forest', ...path, 'domainControllers', n] })),
    ),
    ...(config.federation === undefined
      ? []
      : [...nodeNames(config.federation), PROXY_HOST].map((name) => ({
          name,
          path: ['federation', 'host'],
        }))),
    ...config.connect.map(({ host }, n) => ({ name: host, path: ['connect', n, 'host'] })),
    ...config.agents.map(({ host }, n) => ({ name: host, path: ['agents', n, 'host'] })),
  ];
}
