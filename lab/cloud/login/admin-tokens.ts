import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../clock/clock.ts';
import type { AdminTokenVerifier } from '../tenant-seam.ts';
import { GRAPH_AUDIENCE, issuerOf } from './names.ts';
import type { TokenKey } from './signing-key.ts';

const claims = z.object({
  iss: z.string(),
  oid: z.string(),
  tid: z.string(),
  upn: z.string(),
  wids: z.array(z.string()),
});
const LONGEST_TOKEN = 16_384;

/** Judges access tokens of any tenant of this cloud, on the lab clock. */
export function adminTokens(clock: Clock, key: () => Promise<TokenKey>): AdminTokenVerifier {
  return {
    verify: async (token) => {
      if (token.length > LONGEST_TOKEN) return undefined;
      const { publicKey } = await key();
      const options = {
        audience: GRAPH_AUDIENCE,
        algorithms: ['RS256'],
        currentDate: new Date(clock.now()),
      };
      const verified = await clock
        .busy('verifying an access token', jwtVerify(token, publicKey, options))
        .catch(() => undefined);
      const parsed = claims.safeParse(verified?.payload);
      if (!parsed.success || parsed.data.iss !== issuerOf(parsed.data.tid)) return undefined;
      const { tid: tenantId, oid, upn, wids } = parsed.data;
      return { tenantId, userId: oid, upn, roles: wids };
    },
  };
}
