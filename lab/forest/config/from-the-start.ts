import type { Seedling } from '../domain/seedling.ts';
import { wellKnown } from '../domain/well-known.ts';
import { scopeOf } from '../write/group-scope.ts';

/** What stands in every domain before anything is described: the same in each but for a forest's first one. */
export interface FromTheStart {
  /** Names of what stands directly under the domain. */
  readonly atTop: readonly string[];
  /** Scopes of groups ([MS-ADTS] 2.2.12) by `sAMAccountName` in lower case. */
  readonly groupScopes: ReadonlyMap<string, number>;
}

const ROOT = read(true);
const OTHER = read(false);

export function fromTheStart(isForestRoot: boolean): FromTheStart {
  return isForestRoot ? ROOT : OTHER;
}

function read(isForestRoot: boolean): FromTheStart {
  const seedlings = seedlingsOf(isForestRoot);
  const [domain] = seedlings;
  const groups = seedlings.flatMap(({ attributes = {} }): [string, number][] => {
    const { samaccountname: [sam] = [], grouptype: [type] = [] } = attributes;
    return type === undefined ? [] : [[String(sam).toLowerCase(), scopeOf(Number(type))]];
  });
  const atTop = seedlings.filter(({ parent }) => parent !== undefined && parent === domain);
  return { atTop: atTop.map(({ rdn }) => rdn.value), groupScopes: new Map(groups) };
}

/** Of a domain whose own names and policy do not matter. */
function seedlingsOf(isForestRoot: boolean): Seedling[] {
  const lockout = { threshold: 0, duration: 0, observationWindow: 0 };
  const password = { maxAge: 0, minAge: 0, minLength: 0, historyLength: 0, complexity: false };
  return wellKnown({
    ...{ seed: '', base: '', schema: '', dns: '', netbios: '', sid: '', created: 0, firstUsn: 0 },
    policy: { lockout, password },
    domainControllers: [],
    organizationalUnits: [],
    subordinates: [],
    settingsOf: () => '',
    isForestRoot,
  });
}
