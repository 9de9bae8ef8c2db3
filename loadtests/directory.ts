/**
 * Binds straight at the domain controllers, BIND_RATE 30 a second in turn over SCHEME ldaps|ldap, one in SEARCH_EVERY 10
 * followed by a search, beside sign-ins through the cloud at RATE 10, for DURATION 30s. CONNECT each|keep: a connection
 * for each bind, or one for each client and domain controller.
 */
import { check } from 'k6';
import ldap, { type Client } from 'k6/x/ldap';
import { constant, turn } from './lib/arrivals.ts';
import { choice, number, seconds, whole } from './lib/knobs.ts';
import { LIMIT_MS, optionsOf, signInThresholds } from './lib/options.ts';
import { signIn } from './lib/sign-in.ts';
import type { DomainController, Person } from './lib/target-shape.ts';
import { nth, peopleOf, target } from './lib/target.ts';

const scheme = choice('SCHEME', ['ldaps', 'ldap']);
const keeps = choice('CONNECT', ['each', 'keep']) === 'keep';
const searchEvery = whole('SEARCH_EVERY', 10, 1);
const duration = seconds('DURATION', '30s');
const people = peopleOf('managed');
const controllers = target.domainControllers;
if (controllers.length === 0)
  throw new Error('the lab has no domain controller, and this script binds to some');

// Two crowds, so that a bind in a domain controller's log belongs to one of them alone.
const half = Math.ceil(people.length / 2);
const kept = new Map<string, Client>();

export const options = optionsOf(
  {
    binds: constant(number('BIND_RATE', 30, 0.1), duration, { exec: 'bind' }),
    signIns: constant(number('RATE', 10, 0.1), duration, { exec: 'throughTheCloud' }),
  },
  {
    ...signInThresholds(['managed']),
    ldap_binds: ['count>0'],
    ldap_bind_failed: ['rate==0'],
    ldap_transport_errors: ['count==0'],
    ldap_bind_duration: [`p(95)<${LIMIT_MS}`],
    ldap_searches: ['count>0'],
    checks: ['rate==1'],
    ...Object.fromEntries(controllers.map(({ name }) => [`ldap_binds{dc:${name}}`, ['count>0']])),
  },
);

export function bind(): void {
  const index = turn();
  const controller = nth(controllers, index);
  const who = nth(people, half + (index % Math.max(1, people.length - half)));
  const client = keeps ? clientOf(controller) : connectTo(controller);
  try {
    const { ok } = client.bind(who.upn, who.password);
    if (ok && index % searchEvery < controllers.length) lookUp(client, who);
  } catch (error) {
    kept.delete(controller.name);
    client.close();
    throw error;
  } finally {
    if (!keeps) client.close();
  }
}

export function throughTheCloud(): void {
  signIn(nth(people, turn() % half), { flow: 'managed' });
}

function lookUp(client: Client, { upn }: Person): void {
  const name = upn.replace(/[\\*()]/g, '');
  const { ok, entries } = client.search({
    baseDn: baseOf(controllers),
    filter: `(userPrincipalName=${name})`,
    attributes: ['cn', 'objectGUID'],
    binaryAttributes: ['objectGUID'],
    sizeLimit: 2,
  });
  check(entries, { 'one entry is found': () => ok && entries.length === 1 });
}

/** `dc1.corp.contoso.com` is of `DC=corp,DC=contoso,DC=com`. */
function baseOf([first]: readonly DomainController[]): string {
  const [, ...domain] = (first?.dnsName ?? '').split('.');
  return domain.map((label) => `DC=${label}`).join(',');
}

function clientOf(controller: DomainController): Client {
  const known = kept.get(controller.name);
  if (known !== undefined) return known;
  const opened = connectTo(controller);
  kept.set(controller.name, opened);
  return opened;
}

function connectTo({ name, dnsName }: DomainController): Client {
  return ldap.connect({ url: `${scheme}://${dnsName}`, caCert: target.trust, tags: { dc: name } });
}
