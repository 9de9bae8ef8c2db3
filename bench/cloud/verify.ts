import { createRemoteJWKSet, customFetch, decodeJwt, jwtVerify } from 'jose';
import type { Pool } from 'undici';
import { ask, connect, requestsOf } from './load.ts';
import { SIGNATURES, type Grant, type TokenServer } from './served.ts';

/** What one answer of a server holds, once its signatures are verified. */
export interface Held {
  readonly signatures: number;
  readonly accessTokenBytes: number;
  readonly accessTokenClaims: number;
}

const GRANTS: readonly Grant[] = ['password', 'client_credentials', 'refresh_token'];

/** Asks for every grant once. Throws unless each answer holds as many tokens as all servers are to sign, RS256, each verified. */
export async function heldBy(server: TokenServer): Promise<Readonly<Record<string, Held>>> {
  await using pool = disposable(connect(server, 1));
  const held: Record<string, Held> = {};
  for (const grant of GRANTS) {
    const [request] = await requestsOf(server, grant, pool.value);
    if (request === undefined) throw new Error(`${server.name} has nothing to ask for`);
    const answer = await ask(pool.value, request);
    const tokens = [answer.access_token, ...(answer.id_token === undefined ? [] : [answer.id_token])];
    if (tokens.length !== SIGNATURES[grant])
      throw new Error(`${server.name} signs ${tokens.length} tokens for ${grant}`);
    for (const token of tokens) await verify(token, server, pool.value);
    held[grant] = {
      signatures: tokens.length,
      accessTokenBytes: answer.access_token.length,
      accessTokenClaims: Object.keys(decodeJwt(answer.access_token)).length,
    };
  }
  return held;
}

async function verify(token: string, { port, keys }: TokenServer, pool: Pool): Promise<void> {
  const [path = ''] = keys;
  const found = createRemoteJWKSet(new URL(`https://127.0.0.1:${port}${path}`), {
    [customFetch]: async () => Response.json(await (await pool.request({ path, method: 'GET' })).body.json()),
  });
  await jwtVerify(token, found, { algorithms: ['RS256'] });
}

function disposable(value: Pool) {
  return { value, [Symbol.asyncDispose]: () => value.destroy() };
}
