import { decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../clock/clock.ts';
import type { AdminIdentity, AdminTokenVerifier } from '../tenant-seam.ts';
import type { SigningKeys } from './keys/signing-keys.ts';
import { issuerV1Of, type CloudNames } from './names.ts';

const common = { iss: z.string(), oid: z.string(), tid: z.string(), appid: z.string() };
const claims = z.discriminatedUnion('idtyp', [
  z.object({
    ...common,
    idtyp: z.literal('user'),
    upn: z.string(),
    wids: z.array(z.string()),
    scp: z.string().default(''),
  }),
  z.object({
    ...common,
    idtyp: z.literal('app'),
    app_displayname: z.string(),
    roles: z.array(z.string()).default([]),
  }),
]);
const LONGEST_TOKEN = 16_384;

/** Judges access tokens of any tenant of this cloud, on the lab clock, by any key that is still published. */
export function adminTokens(clock: Clock, keys: SigningKeys, names: CloudNames): AdminTokenVerifier {
  return {
    verify: async (token) => {
      if (token.length > LONGEST_TOKEN) return undefined;
      const key = await keys.byId(kidOf(token) ?? '');
      if (key === undefined) return undefined;
      const options = { audience: names.graph, algorithms: ['RS256'], currentDate: new Date(clock.now()) };
      const verified = await clock
        .busy('verifying an access token', jwtVerify(token, key.publicKey, options))
        .catch(() => undefined);
      const parsed = claims.safeParse(verified?.payload);
      if (!parsed.success || parsed.data.iss !== issuerV1Of(parsed.data.tid)) return undefined;
      return identityOf(parsed.data);
    },
  };
}

function identityOf(said: z.output<typeof claims>): AdminIdentity {
  const { tid: tenantId, oid: userId, appid: clientId } = said;
  if (said.idtyp === 'user') {
    return { tenantId, userId, clientId, upn: said.upn, roles: said.wids, scopes: said.scp.split(' ') };
  }
  return { tenantId, userId, clientId, upn: said.app_displayname, roles: [], permissions: said.roles };
}

function kidOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}
