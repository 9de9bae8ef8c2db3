import { callsOf } from './call.ts';
import { findRealm, requestAssertion } from './federation.ts';
import { choice } from './knobs.ts';
import { measured, type Attempt, type Code, type Flow } from './outcome.ts';
import { syncPhone } from './phone.ts';
import type { People, Person } from './target-shape.ts';
import { grantAssertion, grantPassword } from './tokens.ts';

/** Whether a managed user's client asks for the realm first, as authentication libraries do once for each user. */
const ASKS_REALM = choice('REALM', ['skip', 'ask']) === 'ask';

/** Whose sign-ins each flow is. */
export const PEOPLE_OF: Readonly<Record<Flow, People>> = {
  managed: 'managed',
  federated: 'federated',
  cloudOnly: 'cloudOnly',
  activeSync: 'mail',
};

const SIGN_IN: Readonly<Record<Flow, (who: Person) => Code>> = {
  managed: (who) => passwordGrant('managed', who),
  cloudOnly: (who) => passwordGrant('cloudOnly', who),
  federated: signInAtFarm,
  activeSync: (who) => syncPhone(callsOf('activeSync'), who),
};

/** One sign-in, counted. */
export function signIn(who: Person, attempt: Attempt): Code {
  return measured(attempt, () => SIGN_IN[attempt.flow](who));
}

/** One sign-in that is not counted: it opens connections before the load that is measured. */
export function warmUp(who: Person, flow: Flow): Code {
  return SIGN_IN[flow](who);
}

/** Realm, if asked → token endpoint. */
function passwordGrant(flow: Flow, who: Person): Code {
  const calls = callsOf(flow);
  if (ASKS_REALM) {
    const realm = findRealm(calls, who.upn);
    if (typeof realm === 'string') return realm;
  }
  return grantPassword(calls, who);
}

/** Realm → AD FS → token endpoint. */
function signInAtFarm(who: Person): Code {
  const calls = callsOf('federated');
  const realm = findRealm(calls, who.upn);
  if (typeof realm === 'string') return realm;
  if (realm.activeUrl === undefined) return 'not-federated';
  const issued = requestAssertion(calls, realm.activeUrl, who);
  return typeof issued === 'string' ? issued : grantAssertion(calls, issued.assertion);
}
