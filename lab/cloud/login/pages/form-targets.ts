import type { Flow } from '../authorize/flow.ts';
import type { Visit } from '../web/visit.ts';

/** Where a form of this sign-in may lead: back to the application, or to a federated provider. */
export function formTargets({ request }: Flow, { context }: Visit): readonly string[] {
  const own = context.tenants.byAuthority(request.authority);
  const asked = own === undefined ? context.tenants.all() : [own];
  const providers = asked.flatMap(({ tenant }) =>
    tenant.domains
      .all()
      .flatMap(({ authentication, federation }) =>
        authentication === 'federated' && federation !== undefined ? [federation.passiveSignInUri] : [],
      ),
  );
  return request.kind === 'authorize' ? [request.redirectUri, ...providers] : providers;
}
