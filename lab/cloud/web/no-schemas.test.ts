import { expect, test } from 'vitest';
import { startWebService } from './web-service.ts';

test('a route with a JSON schema, which nothing here would check, cannot be served', async () => {
  const schema = { querystring: { type: 'object', properties: { a: { type: 'integer' } } } };
  const options = { name: 'test/web', bodyLimit: 10 };
  const started = startWebService({
    ...options,
    routes: (app) => void app.get('/', { schema }, () => 'answer'),
  });
  await expect(started).rejects.toThrow(/zod/);
});
