import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';

/** The tenant's domains, and who federates them. */
export function domainRules(config: LabConfig): Problem[] {
  return [...repeated(config), ...unfederated(config), ...unknownToTenant(config)];
}

function repeated({ cloud }: LabConfig): Problem[] {
  const names = cloud.domains.map(({ name }) => name.toLowerCase());
  return cloud.domains.flatMap(({ name }, n) =>
    names.indexOf(name.toLowerCase()) === n
      ? []
      : [
          {
            path: ['cloud', 'domains', n, 'name'],
            found: `"${name}" a second time`,
            expected: 'each domain once',
          },
        ],
  );
}

function unfederated({ cloud, federation }: LabConfig): Problem[] {
  const served = (federation?.domains ?? []).map((name) => name.toLowerCase());
  return cloud.domains.flatMap(({ name, authentication }, n) =>
    authentication !== 'federated' || served.includes(name.toLowerCase())
      ? []
      : [
          {
            path: ['cloud', 'domains', n, 'authentication'],
            found: `"federated" for ${name}, which no farm serves`,
            expected: 'a section federation with that domain',
            remedy:
              federation === undefined
                ? `Add \`federation: {domains: [${name}]}\``
                : `Add ${name} to federation.domains, or make the domain managed`,
          },
        ],
  );
}

function unknownToTenant({ cloud, federation }: LabConfig): Problem[] {
  const verified = cloud.domains.map(({ name }) => name.toLowerCase());
  return (federation?.domains ?? []).flatMap((name, n) =>
    verified.includes(name.toLowerCase())
      ? []
      : [
          {
            path: ['federation', 'domains', n],
            found: `"${name}", no domain of the tenant`,
            expected: `one of ${[...new Set(verified)].join(', ')}`,
            remedy: `Add \`{name: ${name}, authentication: federated}\` to cloud.domains`,
          },
        ],
  );
}
