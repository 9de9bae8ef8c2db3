import { describe, expect, test } from 'vitest';
import { Apps, isKnownIn } from './apps.ts';
import { appConfig } from './config.ts';
import { onlyRedirectUri, platformOf } from './redirect-uris.ts';
import { appFrom } from './register.ts';

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const app = (config: object) => appFrom(appConfig.parse({ name: 'Orders', ...config }), 'tenant-1', 'seed');

describe('applications', () => {
  test('have ids that follow from seed, tenant and name, unless they are said', () => {
    expect(app({}).appId).toBe(app({ scopes: ['read'] }).appId);
    expect(appFrom(appConfig.parse({ name: 'Orders' }), 'tenant-2', 'seed').appId).not.toBe(app({}).appId);
    expect(app({ appId: CLI.toUpperCase() }).appId).toBe(CLI);
  });

  test('are a tenant’s own, unless they are for all or the vendor’s', () => {
    const apps = new Apps();
    const own = app({ identifierUris: ['api://orders'] });
    apps.add(own);
    expect(apps.byIdentifier('api://orders')).toBe(own);
    expect(apps.byIdentifier(`api://${own.appId}`)).toBe(own);
    expect([isKnownIn(own, 'tenant-1'), isKnownIn(own, 'tenant-2')]).toEqual([true, false]);
    expect(isKnownIn(app({ multiTenant: true }), 'tenant-2')).toBe(true);
    const cli = apps.byId(CLI.toUpperCase());
    expect(cli !== undefined && isKnownIn(cli, 'tenant-2')).toBe(true);
    expect(() => apps.add(own)).toThrow("is another's id");
    expect(() => apps.add(app({ name: 'Two', identifierUris: ['api://orders'] }))).toThrow(
      "is another's identifier",
    );
  });

  test('keep no secret that could be used', () => {
    expect(JSON.stringify(app({ secrets: [{ value: 'a client secret' }] }))).not.toContain('a client secret');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '/back',
    'https://*.example/',
    'https://a.example/#x',
  ])('may not be answered at %s', (uri) => {
    expect(appConfig.safeParse({ name: 'A', redirectUris: { web: [uri] } }).success).toBe(false);
  });

  test('are answered at what they registered, and at that alone when they name nothing', () => {
    const one = app({ redirectUris: { web: ['https://a.example/back'] } });
    expect(onlyRedirectUri(one)).toBe('https://a.example/back');
    expect(platformOf(one, 'https://a.example/back/')).toBeUndefined();
    const two = app({
      redirectUris: { web: ['https://a.example/back'], publicClient: ['http://localhost'] },
    });
    expect(onlyRedirectUri(two)).toBeUndefined();
    expect(platformOf(two, 'http://localhost:8400')).toBe('publicClient');
    expect(platformOf(two, 'http://localhost.evil.example')).toBeUndefined();
    expect(platformOf(two, 'http://localhost:8400@evil.example')).toBeUndefined();
  });
});
