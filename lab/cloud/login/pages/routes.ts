import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountsFor, askToSignIn } from '../authorize/begin.ts';
import { finish } from '../authorize/finish.ts';
import { proceed } from '../authorize/proceed.ts';
import { beginFlow } from '../authorize/flow.ts';
import type { LoginContext } from '../context.ts';
import { ProtocolRefused } from '../refusal.ts';
import { keepSession } from '../sessions/session-cookies.ts';
import { visitOf, type Visit } from '../web/visit.ts';
import { showError, showNativeClient } from './end-pages.ts';
import { postedForm, type Posted } from './posted.ts';
import { takeCode } from './take-code.ts';
import { takeName } from './take-name.ts';
import { takeNewPassword } from './take-new-password.ts';
import { takePassword } from './take-password.ts';

const FLOW_EXPIRED = 50089;
const YES = '1';

type Take = (posted: Posted, visit: Visit) => unknown;

/** The pages' forms, each with what it leads to. */
export function pageRoutes(app: FastifyInstance, context: LoginContext): void {
  const form = (path: string, take: Take) =>
    app.post(path, (request: FastifyRequest, reply: FastifyReply) =>
      taken(visitOf(request, reply, context), take),
    );
  form('/:tenant/login', (posted, visit) =>
    posted.params.get('login') === undefined ? takeName(posted, visit) : takePassword(posted, visit),
  );
  form('/:tenant/kmsi', takeStay);
  form('/:tenant/selectaccount', takeAccount);
  form('/:tenant/SAS/ProcessAuth', takeCode);
  form('/:tenant/updatepassword', takeNewPassword);
  app.get('/common/oauth2/nativeclient', (request, reply) =>
    showNativeClient(visitOf(request, reply, context)),
  );
  app.get('/', (request, reply) => {
    const visit = visitOf(request, reply, context);
    return askToSignIn(beginFlow({ kind: 'plain', authority: 'common' }, visit), visit, undefined);
  });
}

async function taken(visit: Visit, take: Take): Promise<unknown> {
  try {
    return await take(postedForm(visit), visit);
  } catch (error) {
    if (error instanceof ProtocolRefused) return showError(visit, error.aadsts, error.detail);
    throw error;
  }
}

/** "Stay signed in?" was answered. */
function takeStay({ params, flow }: Posted, visit: Visit) {
  const account = accountsFor(flow.request.authority, visit).find(
    ({ userId }) => userId === flow.signedIn?.userId,
  );
  if (account === undefined) throw new ProtocolRefused(FLOW_EXPIRED);
  if (params.get('LoginOptions') === YES) keepSession(visit);
  return finish(flow, account, visit);
}

/** A tile was picked; the last one stands for another account. */
function takeAccount({ params, flow }: Posted, visit: Visit) {
  const picked = params.get('account');
  const account = accountsFor(flow.request.authority, visit).find(({ userId }) => userId === picked);
  return account === undefined ? askToSignIn(flow, visit, undefined) : proceed(flow, account, visit);
}
