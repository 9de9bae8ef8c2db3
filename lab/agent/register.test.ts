import { expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { DeadlineError } from '../clock/deadline.ts';
import { generateAgentKey } from './key.ts';
import type { Post } from './post.ts';
import { register } from './register.ts';

test('a registration that is not answered ends after 20 s of lab time', async () => {
  const lab = new LabClock({ epoch: 0, mode: 'frozen' });
  const post: Post = (_url, _body, { signal } = {}) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
  const facts = {
    url: 'https://r.test/v1/agents',
    token: 't',
    machineName: 'AGENT1',
    key: generateAgentKey(),
  };
  await expect(lab.until(register(facts, post, lab.for('AGENT1')), 'it')).rejects.toThrow(DeadlineError);
  expect(lab.now()).toBe(20_000);
});
