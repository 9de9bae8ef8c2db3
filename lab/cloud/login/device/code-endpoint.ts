import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { correlationOf } from '../../web/correlation.ts';
import { formOf } from '../../web/form.ts';
import type { LoginContext } from '../context.ts';
import { findApp } from '../token/find-app.ts';
import { OTHER_VERBS, refuse, refuseVerb } from '../token/refuse.ts';
import { readResource, readScope } from '../token/scope.ts';
import { Parameters } from '../web/parameters.ts';

const tenantParams = z.object({ tenant: z.string() });
const PATHS = { v2: '/:tenant/oauth2/v2.0/devicecode', v1: '/:tenant/oauth2/devicecode' };

/** `POST /{tenant}/oauth2/v2.0/devicecode` (RFC 8628 section 3.1): a code for the device, one for its user. */
export function deviceCodeRoutes(app: FastifyInstance, context: LoginContext): void {
  for (const path of [PATHS.v2, PATHS.v1]) {
    const v1 = path === PATHS.v1;
    const handler = (request: FastifyRequest, reply: FastifyReply) => refuseVerb(request, reply, context);
    app.route({ method: OTHER_VERBS, url: path, handler });
    app.post(path, (request, reply) => {
      const correlationId = correlationOf(request, reply, context.chance);
      void reply.header('cache-control', 'no-store');
      try {
        const params = new Parameters(formOf(request));
        const { tenant } = tenantParams.parse(request.params);
        return openRequest(params, tenant, v1, context);
      } catch (error) {
        return refuse(error, { reply, correlationId, v1, context });
      }
    });
  }
}

function openRequest(params: Parameters, authority: string, v1: boolean, context: LoginContext) {
  const { appId } = findApp(params.required('client_id'), authority, context);
  const { devices, names, mint } = context;
  const scope = scopeAsked(params, v1, context);
  const { deviceCode, userCode } = devices.open({ appId, authority, scope }, mint.clock.now());
  const seconds = Math.floor(devices.settings.lifetime / 1_000);
  const interval = Math.ceil(devices.settings.interval / 1_000);
  return {
    user_code: userCode,
    device_code: deviceCode,
    ...(v1 ? { verification_url: names.deviceLogin } : { verification_uri: names.deviceLogin }),
    expires_in: v1 ? String(seconds) : seconds,
    interval: v1 ? String(interval) : interval,
    message: `To sign in, use a web browser to open the page ${names.deviceLogin} and enter the code ${userCode} to authenticate.`,
  };
}

function scopeAsked(params: Parameters, v1: boolean, context: LoginContext): string {
  const ground = { apps: context.apps, graph: context.graph };
  if (v1)
    return `${readResource(params.get('resource'), ground).resource.uri}/.default openid profile email offline_access`;
  const scope = params.get('scope') ?? 'openid';
  readScope(scope, ground);
  return scope;
}
