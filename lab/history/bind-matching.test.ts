import { expect, test } from 'vitest';
import { CARRIED, matchBinds } from './bind-matching.ts';
import { History } from './history.ts';

function setUp(): { history: History; bind: (name: string, from: string) => unknown } {
  const history = new History({ now: () => 1 });
  const sink = matchBinds(history);
  const bind = (name: string, from: string): unknown => {
    sink.append({ component: 'DC1', kind: 'bind.accepted', data: { name, from } });
    const event = history.all().at(-1);
    return [event?.correlationId, event?.match];
  };
  return { history, bind };
}

function request(history: History, id: string, upn: string, machineName: string): void {
  history.alias(id, `sign-in ${id}`);
  for (const [kind, data] of [
    ['passthrough.queued', { requestId: id, upn }],
    ['passthrough.dispatched', { requestId: id, machineName }],
  ] as const) {
    history.append({ component: 'cloud', kind, correlationId: id, data });
  }
}

test('a bind without the control is matched to the request that its host has in hand for the user', () => {
  const { history, bind } = setUp();
  request(history, '1', 'ada@contoso.com', 'AGENT1');
  expect(bind('ADA@contoso.com', 'AGENT1')).toEqual(['sign-in 1', 'inferred']);
  expect(bind('CORP\\ada', 'AGENT1')).toEqual(['sign-in 1', 'inferred']);
  expect(bind('ada@contoso.com', 'AGENT2')).toEqual([undefined, undefined]);
  expect(bind('ben@contoso.com', 'AGENT1')).toEqual([undefined, undefined]);
});

test('two requests that fit make the match ambiguous', () => {
  const { history, bind } = setUp();
  request(history, '1', 'ada@contoso.com', 'AGENT1');
  request(history, '2', 'ada@contoso.com', 'AGENT1');
  expect(bind('ada@contoso.com', 'AGENT1')).toEqual(['sign-in 1', 'ambiguous']);
});

test('a request that is over is matched no more, and a known id is never guessed at', () => {
  const { history, bind } = setUp();
  request(history, '1', 'ada@contoso.com', 'AGENT1');
  const sink = matchBinds(history);
  sink.append({ component: 'DC1', kind: 'bind.accepted', correlationId: '1', data: { from: 'AGENT1' } });
  expect(history.all().at(-1)?.match).toBeUndefined();
  history.append({
    component: 'cloud',
    kind: 'passthrough.answered',
    correlationId: '1',
    data: { requestId: '1' },
  });
  expect(bind('ada@contoso.com', 'AGENT1')).toEqual([undefined, undefined]);
});

test('a request that a defect has ended is matched no more', () => {
  const { history, bind } = setUp();
  request(history, '1', 'ada@contoso.com', 'AGENT1');
  history.append({ component: 'cloud', kind: 'passthrough.failed', correlationId: 'sign-in 1' });
  expect(bind('ada@contoso.com', 'AGENT1')).toEqual([undefined, undefined]);
});

test('what is carried to a domain controller outside is matched by its host alone', () => {
  const { history } = setUp();
  const sink = matchBinds(history);
  const carried = (from: string): unknown => {
    sink.append({ component: 'DC1', kind: CARRIED, data: { from } });
    const event = history.all().at(-1);
    return [event?.correlationId, event?.match];
  };
  request(history, '1', 'ada@contoso.com', 'AGENT1');
  expect(carried('AGENT1')).toEqual(['sign-in 1', 'inferred']);
  expect(carried('CONNECT1')).toEqual([undefined, undefined]);
  request(history, '2', 'ben@contoso.com', 'AGENT1');
  expect(carried('AGENT1')).toEqual(['sign-in 1', 'ambiguous']);
});
