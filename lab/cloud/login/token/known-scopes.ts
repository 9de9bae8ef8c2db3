import type { Apps } from '../../apps/apps.ts';
import { Recurring } from '../../web/recurring.ts';
import { readScope, type AskedScope, type ScopeGround } from './scope.ts';

/** Scopes as they were read, by tenant and text, for as long as no application is registered. */
interface KnownScopes {
  readonly revision: number;
  readonly byTenant: Recurring<Recurring<AskedScope>>;
}

const MOST_TENANTS = 64;
const MOST_TEXTS = 64;
/** Longer ones are read anew each time: memory is for what comes again. */
const LONGEST = 512;

const known = new WeakMap<Apps, KnownScopes>();

/** `readScope`, remembering what clients ask for again and again. Throws ProtocolRefused. */
export function knownScope(text: string, ground: ScopeGround): AskedScope {
  if (text.length > LONGEST) return readScope(text, ground);
  return scopesOf(ground)
    .byTenant.of(ground.tenantId ?? '')
    .of(text);
}

function scopesOf({ apps, graph }: ScopeGround): KnownScopes {
  const found = known.get(apps);
  if (found?.revision === apps.revision) return found;
  const byTenant = new Recurring(MOST_TENANTS, (tenant) => {
    const ground = { apps, graph, tenantId: tenant === '' ? undefined : tenant };
    return new Recurring(MOST_TEXTS, (text) => readScope(text, ground));
  });
  const made = { revision: apps.revision, byTenant };
  known.set(apps, made);
  return made;
}
