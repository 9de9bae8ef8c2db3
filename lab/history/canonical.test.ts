import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidFrom } from '../chance/chance.ts';
import { canonical } from './canonical.ts';
import type { HistoryEntry, HistoryEvent } from './event.ts';
import { History } from './history.ts';

/** One sign-in: what it does where, in order, and whose request, session and agent it has. */
interface SignIn {
  readonly user: string;
  readonly agent: string;
  readonly steps: readonly (readonly [component: string, kind: string])[];
}

const step = fc.tuple(fc.constantFrom('cloud', 'DC1', 'client'), fc.constantFrom('a.seen', 'b.seen'));
const signIn: fc.Arbitrary<SignIn> = fc.record({
  user: fc.constantFrom('ada', 'bob', 'cid'),
  agent: fc.constantFrom('AGENT1', 'AGENT2', 'AGENT3'),
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
});
const signIns = fc.array(signIn, { minLength: 1, maxLength: 8 });
/** In which order concurrent sign-ins get to say their next event. */
const turns = fc.infiniteStream(fc.nat());

/** Events that two sign-ins of one lab moment cause, interleaved, every identifier being this run's own. */
function arrive(signIns: readonly SignIn[], turns: Iterator<number>, run: string): HistoryEvent[] {
  const history = new History({ now: () => 5 });
  const queues = signIns.map((one, nth) => eventsOf(one, nth, run));
  const agents = ['AGENT1', 'AGENT2', 'AGENT3'].map((agent) => [announced(agent, run)]);
  const pending = [...queues, ...agents];
  while (pending.some((queue) => queue.length > 0)) {
    const left = pending.filter((queue) => queue.length > 0);
    const next = left[Number(turns.next().value) % left.length]?.shift();
    if (next !== undefined) history.append(next);
  }
  return [...history.all()];
}

/** Correlated, but for one event: a DC that does not know the request. */
function eventsOf({ user, agent, steps }: SignIn, nth: number, run: string): HistoryEntry[] {
  const [correlationId, requestId] = [uuidFrom(run, 'sign-in', nth), uuidFrom(run, 'request', nth)];
  const data = { user, requestId, agentId: uuidFrom(run, agent) };
  const correlated = steps.map(([component, kind]) => ({ component, kind, correlationId, data }));
  return [...correlated, { component: 'DC1', kind: 'search.answered', data: { requestId } }];
}

function announced(agent: string, run: string): HistoryEntry {
  return { component: 'cloud', kind: 'agent.announced', data: { agentId: uuidFrom(run, agent), agent } };
}

test('in whatever order concurrent correlations arrive, the canonical history is the same', () => {
  fc.assert(
    fc.property(signIns, turns, turns, (all, one, other) => {
      expect(canonical(arrive(all, other, 'second'))).toEqual(canonical(arrive(all, one, 'first')));
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('what one correlation does in one component keeps its order; another order is another history', () => {
  const run = (kinds: readonly string[]): string[] => {
    const history = new History({ now: () => 5 });
    for (const kind of kinds) history.append({ component: 'cloud', kind, correlationId: 'sign-in' });
    return canonical(history.all()).map(({ kind }) => kind);
  };
  expect(run(['z.first', 'a.second'])).toEqual(['z.first', 'a.second']);
  expect(run(['a.second', 'z.first'])).toEqual(['a.second', 'z.first']);
});

test('another decision is another history', () => {
  const run = (agents: readonly string[]): unknown => {
    const history = new History({ now: () => 5 });
    for (const name of ['AGENT1', 'AGENT2']) history.append(announced(name, 'run'));
    for (const [nth, name] of agents.entries()) {
      const data = { agentId: uuidFrom('run', name) };
      history.append({ component: 'queue', kind: 'passthrough.dispatched', correlationId: `s${nth}`, data });
    }
    return canonical(history.all());
  };
  expect(run(['AGENT1', 'AGENT2'])).not.toEqual(run(['AGENT2', 'AGENT1']));
  expect(run(['AGENT1', 'AGENT1'])).not.toEqual(run(['AGENT1', 'AGENT2']));
});

test('volatile facts and racy events stay out', () => {
  const history = new History({ now: () => 5 });
  history.append({ component: 'EGRESS', kind: 'tunnel.opened', racy: true });
  history.append({ component: 'cloud', kind: 'signin.finished', data: { b: 1, a: 2 }, volatile: { ms: 3 } });
  expect(JSON.stringify(canonical(history.all()))).toBe(
    '[{"at":5,"component":"cloud","kind":"signin.finished","data":{"a":2,"b":1}}]',
  );
});
