import { expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { createAnswerSender } from './answer.ts';
import type { Reply } from './post.ts';

const settings = {
  requestTimeoutMs: 20_000,
  answers: {
    url: 'https://answers.test/v1',
    attempts: 5,
    backOff: { firstMs: 200, factor: 2, maxMs: 15_000 },
  },
};

/** Lab milliseconds at which the agent called, when these are the replies; an error is no reply. */
async function callsFor(...replies: (number | Error)[]): Promise<number[]> {
  const lab = new LabClock({ epoch: 0, mode: 'frozen' });
  const clock = lab.for('AGENT1');
  const calls: number[] = [];
  const post = async (): Promise<Reply> => {
    calls.push(clock.now());
    const reply = replies[calls.length - 1] ?? 204;
    if (reply instanceof Error) throw reply;
    return { status: reply, body: '' };
  };
  const send = createAnswerSender({ clock, post, log: () => undefined, settings: () => settings });
  await lab.until(send('r1', { result: { win32: 0 } }), 'the answer');
  return calls;
}

test('a receipt ends it', async () => {
  expect(await callsFor(204)).toEqual([0]);
});

test.each([400, 403, 404, 409, 410])('HTTP %i is final', async (status) => {
  expect(await callsFor(status)).toEqual([0]);
});

test('failures of the service and of the way there are tried again with doubling delays', async () => {
  expect(await callsFor(503, new Error('reset'), 500)).toEqual([0, 200, 600, 1_400]);
});

test('five attempts at most', async () => {
  expect(await callsFor(500, 500, 500, 500, 500)).toEqual([0, 200, 600, 1_400, 3_000]);
});
