import type { FastifyInstance } from 'fastify';
import { begin } from './begin-device.ts';
import { canaryOf, beginFlow, sealFlow } from '../authorize/flow.ts';
import type { LoginContext } from '../context.ts';
import { showError } from '../pages/end-pages.ts';
import { markup } from '../pages/html.ts';
import { page, send } from '../pages/page.ts';
import { postedForm } from '../pages/posted.ts';
import { ProtocolRefused } from '../refusal.ts';
import { header } from '../../web/correlation.ts';
import { visitOf, type Visit } from '../web/visit.ts';
import { takeConfirmation } from './take-confirmation.ts';

const PAGE = '/common/oauth2/deviceauth';

/** Where a user brings the code that a device shows (RFC 8628 section 3.3), under its short names too. */
export function devicePageRoutes(app: FastifyInstance, context: LoginContext): void {
  for (const path of ['/devicelogin', '/deviceloginus', '/deviceloginchina', '/common/oauth2/devicelogin']) {
    app.get(path, (request, reply) => {
      const host = header(request, 'host')?.split(':')[0]?.toLowerCase() ?? '';
      const elsewhere = context.names.deviceHosts.includes(host);
      return reply.redirect(`${elsewhere ? visitOf(request, reply, context).origin : ''}${PAGE}`);
    });
  }
  app.get(PAGE, (request, reply) => askUserCode(visitOf(request, reply, context)));
  app.post(PAGE, (request, reply) => withVisit(visitOf(request, reply, context), begin));
  app.post('/:tenant/deviceconfirm', (request, reply) =>
    withVisit(visitOf(request, reply, context), takeConfirmation),
  );
}

/** The form for the user's code. */
export function askUserCode(visit: Visit, wrong = false) {
  const flow = beginFlow({ kind: 'plain', authority: 'common' }, visit);
  const error = markup`<div class="error" role="alert" aria-live="assertive" id="error">
    That code didn't work. Check the code and try again.
  </div>`;
  const body = markup`<h1 id="loginHeader">Enter code to allow access</h1>
    <p>Once you enter the code displayed on your app or device, it will have access to your account.</p>
    ${wrong && error}
    <form method="post" action="${PAGE}" autocomplete="off">
      <input type="hidden" name="ctx" value="${sealFlow(flow, visit)}" /><input
        type="hidden"
        name="canary"
        value="${canaryOf(flow, visit)}"
      />
      <label for="otc">Code</label>
      <input type="text" name="otc" id="otc" maxlength="20" required autofocus />
      <div class="buttons"><button type="submit" id="idSIButton9">Next</button></div>
    </form>`;
  const providers = visit.context.tenants
    .all()
    .flatMap(({ tenant }) =>
      tenant.domains
        .all()
        .flatMap(({ federation }) => (federation === undefined ? [] : [federation.passiveSignInUri])),
    );
  return send(page('Sign in to your account', body), visit, providers);
}

async function withVisit(
  visit: Visit,
  take: (posted: ReturnType<typeof postedForm>, visit: Visit) => unknown,
) {
  try {
    return await take(postedForm(visit), visit);
  } catch (error) {
    if (error instanceof ProtocolRefused) return showError(visit, error.aadsts, error.detail);
    throw error;
  }
}
