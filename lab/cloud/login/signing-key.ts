import { createHash, type KeyObject } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { KeySource } from '../../pki/key-source.ts';

/** The key that signs tokens, and its public half as the JWKS shows it. */
export interface TokenKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly kid: string;
  readonly jwk: Readonly<Record<string, string>>;
}

/** Starts making the key now, and waits for it where it is first needed. */
export function openTokenKey(keys: KeySource, clock: Clock): () => Promise<TokenKey> {
  const key = keys
    .signingKey('cloud token signing')
    .then(({ privateKey, publicKey }) => describe(privateKey, publicKey));
  key.catch(() => {});
  return () => clock.busy('making the token signing key', key);
}

function describe(privateKey: KeyObject, publicKey: KeyObject): TokenKey {
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  // RFC 7638 thumbprint.
  const kid = createHash('sha256')
    .update(JSON.stringify({ e, kty: 'RSA', n }))
    .digest('base64url');
  return { privateKey, publicKey, kid, jwk: { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e } };
}
