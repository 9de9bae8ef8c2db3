import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Oid } from '../../../ldap/oids.ts';
import { agentServiceConfig } from '../config.ts';
import { AGENT_ID_EXTENSION } from './agent-id.ts';
import { CONTRACT_STATUS } from './errors.ts';

const page = readFileSync(new URL('../../../../docs/agent-contract.md', import.meta.url), 'utf8');

test('the contract lists every refusal with its status, and no other', () => {
  const listed = [...page.matchAll(/^\| (\d{3})\s+\| `(\w+)`\s+\|/gm)].map(([, status, code]) => [
    code,
    Number(status),
  ]);
  expect(Object.fromEntries(listed)).toEqual(CONTRACT_STATUS);
});

test('the intervals in the contract are the defaults', () => {
  const { bootstrapMs, renewalCheckMs, requestTimeoutMs, answerLimitMs } = agentServiceConfig.parse({});
  const example = /"intervals": (\{[^}]*\})/.exec(page)?.[1] ?? '{}';
  expect(JSON.parse(example)).toEqual({ bootstrapMs, renewalCheckMs, requestTimeoutMs, answerLimitMs });
});

test.each([AGENT_ID_EXTENSION, Oid.requestId])(
  'the object identifier %s stands in the contract',
  (identifier) => {
    expect(page).toContain(identifier);
  },
);
