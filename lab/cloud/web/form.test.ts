import fastify from 'fastify';
import { expect, test } from 'vitest';
import { acceptForms, formOf } from './form.ts';

const app = fastify();
acceptForms(app);
app.post('/', (request) => Object.fromEntries(formOf(request)));

test.each([
  ['application/x-www-form-urlencoded', { client_id: 'a', scope: 'b c' }],
  ['application/x-www-form-urlencoded; charset=utf-8', { client_id: 'a', scope: 'b c' }],
  // azure-identity for Java names none when it asks for a device code.
  [undefined, { client_id: 'a', scope: 'b c' }],
  ['text/plain', {}],
  ['application/json', {}],
])('a body of %s is read as a form, or as an empty one', async (type, expected) => {
  const headers = type === undefined ? {} : { 'content-type': type };
  const answer = await app.inject({ method: 'POST', url: '/', headers, payload: 'client_id=a&scope=b+c' });
  expect(answer.json()).toEqual(expected);
});
