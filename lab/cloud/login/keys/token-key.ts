import type { KeyObject } from 'node:crypto';
import { createHash } from 'node:crypto';
import type { SigningKey } from '../../../pki/key-source.ts';
import { encoded } from './compact-jws.ts';
import { selfSigned } from '../../../pki/self-signed.ts';

/** A key that signs tokens, and its public half as the JWKS shows it. */
export interface TokenKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly kid: string;
  /** The header of every token that it signs, encoded. */
  readonly header: string;
  readonly jwk: Readonly<Record<string, string | readonly string[]>>;
}

/** The key's `kid` is its certificate's thumbprint, as in the real service; the certificate is the key's own word. */
export async function tokenKeyOf({ privateKey, publicKey }: SigningKey): Promise<TokenKey> {
  const certificate = await selfSigned('CN=accounts.accesscontrol.windows.net', { privateKey, publicKey });
  const der = Buffer.from(certificate.rawData);
  const kid = createHash('sha1').update(der).digest('base64url');
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  const jwk = { kty: 'RSA', use: 'sig', alg: 'RS256', kid, x5t: kid, n, e, x5c: [der.toString('base64')] };
  const header = encoded({ alg: 'RS256', typ: 'JWT', kid, x5t: kid });
  return { privateKey, publicKey, kid, header, jwk };
}
