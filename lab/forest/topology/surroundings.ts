import type { Domain } from '../domain/domain.ts';
import type { Estate } from './estate.ts';
import { createForeignResolver, type Asked, type ForeignResolver } from './foreign.ts';
import { locate } from './locator.ts';

/** What a domain controller knows of everything outside of its own domain. */
export interface Surroundings {
  /** Somebody of another forest. */
  readonly foreign: ForeignResolver;
  /** Whether a trust leads to the domain of that NetBIOS or DNS name, in any case. */
  trusts(label: string): boolean;
  /** The domain controller of another domain of the forest that it would ask; undefined when it reaches none. */
  nearest(domain: Domain): string | undefined;
}

export function surroundingsOf(estate: Estate, asked: Asked): Surroundings {
  const { forest, dc } = asked;
  const outgoing = estate.trusts.filter(({ trusting }) => trusting === forest);
  const answers = (to: string): boolean => estate.reaches(dc, to);
  return {
    foreign: createForeignResolver(estate, asked),
    trusts: (label) =>
      outgoing.some(
        ({ trusted }) =>
          (trusted.domainByNetbios(label) ?? trusted.domainByDns(label.toLowerCase())) !== undefined,
      ),
    nearest: (domain) => {
      const site = estate.controller(dc)?.state.site ?? '';
      return locate({ forest, domain, site, needs: 'dc' }, { map: estate.mapOf(forest), answers })[0]?.name;
    },
  };
}
