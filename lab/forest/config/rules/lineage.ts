import { domainsOf, forestsOf, parentOf, type Placed } from '../domains-of.ts';
import type { ForestConfig, SingleForestConfig } from '../forest.ts';
import type { ForestMistake } from '../mistake.ts';
import { meant, oneOf } from './wording.ts';

/** A child domain's name is its parent's with one label before it ([MS-ADTS] 6.1.4: domain trees). */
export function lineageRules(config: ForestConfig): ForestMistake[] {
  return forestsOf(config).flatMap(ofForest);
}

function ofForest(forest: Placed<SingleForestConfig>): ForestMistake[] {
  const names = domainsOf(forest).map(({ config: { domain } }) => domain);
  return domainsOf(forest)
    .slice(1)
    .flatMap(({ config: domain, path }) => {
      const parent = parentOf(domain, forest.config);
      if (parent === undefined) return [];
      const others = names.filter((name) => name !== domain.domain);
      if (!others.includes(parent)) {
        return [
          {
            path: [...path, 'parent'],
            found: `"${parent}", no other domain of the forest`,
            expected: oneOf(others),
            remedy: meant(parent, others),
          },
        ];
      }
      const label = domain.domain.endsWith(`.${parent}`) ? domain.domain.slice(0, -parent.length - 1) : '';
      if (label !== '' && !label.includes('.')) return [];
      return [
        {
          path: [...path, 'domain'],
          found: `"${domain.domain}" for a child of ${parent}`,
          expected: `one label and ${parent}, such as emea.${parent}`,
          remedy: 'For a tree of its own choose a name that ends in no other domain, and leave `parent` out',
        },
      ];
    });
}
