import { errors, type GrantContext, type Provider } from 'oidc-provider';
import { RESOURCE } from './served.ts';

const GRANT = 'password';
const SCOPE = 'openid profile offline_access User.Read';

/** A user's name and password by oidc-provider's custom grants: access token for a resource, identity and refresh token. */
export function passwordGrant(
  provider: Provider,
  resourceServer: object,
  isRight: (name: unknown, password: unknown) => boolean,
): (ctx: GrantContext) => Promise<void> {
  return async (ctx) => {
    const { client, params } = ctx.oidc;
    const { username: accountId, password } = params;
    if (!isRight(accountId, password)) throw new errors.InvalidGrant('wrong credentials');
    const grant = new provider.Grant({ accountId, clientId: client.clientId });
    grant.addOIDCScope('openid profile offline_access');
    grant.addResourceScope(RESOURCE, 'User.Read');
    const source = { accountId, client, grantId: await grant.save(), gty: GRANT };
    const access = new provider.AccessToken(source);
    access.resourceServer = new provider.ResourceServer(RESOURCE, resourceServer);
    access.scope = 'User.Read';
    const refresh = new provider.RefreshToken({
      ...source,
      ...{ scope: SCOPE, resource: RESOURCE, authTime: Math.floor(Date.now() / 1_000) },
    });
    const claims = { sub: accountId, name: accountId, preferred_username: accountId };
    const identity = new provider.IdToken(claims, { ctx });
    identity.scope = 'openid profile';
    const [access_token, refresh_token, id_token] = await Promise.all([
      access.save(),
      refresh.save(),
      identity.issue({ use: 'idtoken' }),
    ]);
    const expires_in = access.expiration;
    ctx.body = { access_token, expires_in, id_token, refresh_token, scope: SCOPE, token_type: 'Bearer' };
  };
}
