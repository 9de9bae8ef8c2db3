import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { History } from '../../../history/history.ts';
import { contractApp } from './app.ts';
import { ContractError } from './errors.ts';

async function app() {
  const history = new History({ now: () => 0 });
  const served = await contractApp(createServer(), history);
  served.post('/refuses', () => Promise.reject(new ContractError('late', 'too late')));
  served.post('/fails', () => Promise.reject(new Error('a defect')));
  return { served, history };
}

test.each([
  ['/refuses', {}, 410, 'late'],
  ['/elsewhere', {}, 404, 'notFound'],
  ['/fails', {}, 500, 'internal'],
  ['/refuses', '{', 400, 'invalidRequest'],
  ['/refuses', JSON.stringify({ text: 'x'.repeat(16_384) }), 413, 'tooLarge'],
])('%s is answered in the envelope of the contract', async (url, payload, status, code) => {
  const { served, history } = await app();
  const reply = await served.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json' },
  });
  expect(reply.statusCode).toBe(status);
  expect(reply.json()).toMatchObject({ contractVersion: '1', error: { code } });
  expect(reply.body).not.toContain('defect');
  const failed = history.kind('agentService.failed').map(({ data, volatile }) => ({ data, volatile }));
  const defect = { data: { code: 'Error' }, volatile: { reason: 'a defect' } };
  expect(failed).toEqual(code === 'internal' ? [defect] : []);
});
