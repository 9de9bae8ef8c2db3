import { expect, test } from 'vitest';
import { Apps } from '../../apps/apps.ts';
import { appConfig } from '../../apps/config.ts';
import { appFrom } from '../../apps/register.ts';
import { graphResource } from '../../apps/resource.ts';
import { knownScope } from './known-scopes.ts';

test('a scope that is known follows what is registered, and is another tenant’s own matter', () => {
  const ground = { apps: new Apps(), graph: graphResource('https://graph.microsoft.com'), tenantId: 'one' };
  const text = 'api://orders/read';
  expect(() => knownScope(text, ground)).toThrow();
  const config = appConfig.parse({ name: 'Orders', identifierUris: ['api://orders'], scopes: ['read'] });
  ground.apps.add(appFrom(config, 'one', 'seed'));
  expect(knownScope(text, ground)).toMatchObject({ permissions: ['read'] });
  expect(knownScope(text, ground)).toBe(knownScope(text, ground));
  expect(() => knownScope(text, { ...ground, tenantId: 'two' })).toThrow();
  const long = `${'openid '.repeat(100)}api://orders/read`;
  expect(knownScope(long, ground)).toMatchObject({ permissions: ['read'], openid: true });
});
