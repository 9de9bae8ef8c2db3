import { request } from 'undici';
import type { StartedDex } from './server.ts';

/** What a grant gave: the claims of the id token and a refresh token, or why not. */
export type Grant =
  | { readonly claims: Readonly<Record<string, unknown>>; readonly refreshToken: string | undefined }
  | { readonly status: number; readonly error: string };

const CLIENT = `Basic ${Buffer.from(`app:${encodeURIComponent('not a secret here')}`).toString('base64')}`;

interface TokenReply {
  readonly id_token?: string;
  readonly refresh_token?: string;
  readonly error?: string;
}

/** A request of the token endpoint. */
export async function tokens({ issuer }: StartedDex, form: Readonly<Record<string, string>>): Promise<Grant> {
  const { statusCode: status, body } = await request(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: CLIENT, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  const reply = (await body.json()) as TokenReply;
  if (reply.id_token === undefined) return { status, error: reply.error ?? 'no token' };
  const claims = Buffer.from(reply.id_token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return { claims: JSON.parse(claims) as Record<string, unknown>, refreshToken: reply.refresh_token };
}

/** Tokens for a password. */
export function passwordGrant(dex: StartedDex, username: string, password: string): Promise<Grant> {
  const scope = 'openid profile email groups';
  return tokens(dex, { grant_type: 'password', scope, username, password });
}
