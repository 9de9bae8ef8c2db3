import type { App, Platform } from './app.ts';

/** Where clients without a page of their own are answered; every public client may name it. */
export const NATIVE_CLIENT = '/common/oauth2/nativeclient';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const PLATFORMS: readonly Platform[] = ['web', 'spa', 'publicClient'];
const LONGEST = 2_048;

/**
 * Under which platform an application registered a redirect URI; undefined when it did not. URIs compare exactly
 * (documented: redirect URI restrictions), but for the port of a loopback address (RFC 8252 section 7.3).
 */
export function platformOf(app: App, redirectUri: string): Platform | undefined {
  if (redirectUri.length > LONGEST) return undefined;
  return PLATFORMS.find((platform) => app.redirectUris[platform].some((one) => matches(one, redirectUri)));
}

/** The URI an application is answered at when it names none: the one it has. */
export function onlyRedirectUri(app: App): string | undefined {
  const all = PLATFORMS.flatMap((platform) => app.redirectUris[platform]);
  return all.length === 1 ? all[0] : undefined;
}

/** The origin of a single-page application's redirect URIs, as a browser's `Origin` header says it. */
export function isSpaOrigin(app: App, origin: string): boolean {
  return app.redirectUris.spa.some((one) => {
    const url = URL.parse(one);
    if (url === null) return false;
    return url.origin === origin || (isLoopback(url) && withoutPort(url.origin) === withoutPort(origin));
  });
}

function matches(registered: string, given: string): boolean {
  if (registered === given) return true;
  const [known, asked] = [URL.parse(registered), URL.parse(given)];
  if (known === null || asked === null || !isLoopback(known) || !isLoopback(asked)) return false;
  if (asked.username !== '' || asked.password !== '' || asked.hash !== '') return false;
  return known.hostname === asked.hostname && ofPath(registered) === ofPath(given);
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && LOOPBACK.has(hostname);
}

/** All after scheme and authority as written: `URL` would make `http://localhost` and `http://localhost/` the same. */
function ofPath(uri: string): string {
  return /^http:\/\/[^/?#]*(.*)$/is.exec(uri)?.[1] ?? '';
}

function withoutPort(origin: string): string {
  return origin.replace(/:\d+$/, '');
}
