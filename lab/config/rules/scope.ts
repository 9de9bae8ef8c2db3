import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';
import { meant } from '../schema-problems.ts';

/** Entra Connect synchronises organizational units that the forest has. */
export function scopeRules({ forest, connect }: LabConfig): Problem[] {
  if (forest === undefined) return [];
  const known = forest.organizationalUnits.map((unit) => unit.toLowerCase());
  return connect.flatMap(({ organizationalUnits }, server) =>
    organizationalUnits.flatMap((unit, n) =>
      known.includes(unit.toLowerCase())
        ? []
        : [
            {
              path: ['connect', server, 'organizationalUnits', n],
              found: `"${unit}", no unit of the forest`,
              expected: `one of ${forest.organizationalUnits.join(', ')}`,
              remedy: meant(unit, forest.organizationalUnits) ?? `Add ${unit} to forest.organizationalUnits`,
            },
          ],
    ),
  );
}
