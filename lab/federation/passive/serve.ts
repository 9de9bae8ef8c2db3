import { authenticate } from '../authenticate.ts';
import { accessBy } from '../core/relying-party.ts';
import { TrustRefusal } from '../errors.ts';
import type { Farm } from '../farm.ts';
import type { ProvedUser } from '../issue.ts';
import type { Visit } from '../nodes/visit.ts';
import { verificationPage, signInPage } from './pages.ts';
import type { PageAnswer } from './page.ts';
import { WRONG_PASSWORD } from './refusal-page.ts';
import type { BrowserVisit, PassiveRequest } from './request.ts';
import { verificationCodeOf, WRONG_CODES } from './second-factor.ts';
import { cookieFor, NO_COOKIE } from './sso/cookie.ts';
import type { Session } from './sso/sessions.ts';

/** How soon after the password a second factor has to come. */
const FACTOR_LIMIT_MS = 300_000;

/** A session and what the browser is told about it. */
interface Known {
  readonly session: Session;
  readonly cookies: readonly string[];
}

/** A browser's way to a token, in its steps: known already, password, second factor, policy, token. */
export async function servePassive(
  farm: Farm,
  visit: Visit,
  request: PassiveRequest,
  browser: BrowserVisit,
): Promise<PageAnswer> {
  const { form } = browser;
  if (form.has('VerificationCode')) return verify(farm, visit, request, browser);
  if (form.has('UserName')) return byPassword(farm, visit, request, browser);
  const session = farm.parts.sessions.of(browser.token);
  if (session !== undefined && isFresh(session, request, farm.now()))
    return toToken(farm, visit, request, { session, cookies: [] });
  return request.withoutPages?.() ?? ask(farm, request, request.loginHint, '');
}

async function byPassword(
  farm: Farm,
  visit: Visit,
  request: PassiveRequest,
  { form }: BrowserVisit,
): Promise<PageAnswer> {
  const [userName, password] = [(form.get('UserName') ?? '').trim(), form.get('Password') ?? ''];
  farm.requested(request.endpoint, userName, visit);
  try {
    const claims = await authenticate(farm, visit, userName, password);
    const { sessions, config } = farm.parts;
    const kept = config.sso.keepMeSignedIn && form.get('Kmsi') === 'true';
    const lifetime = kept ? config.sso.keepMeSignedInLifetime : config.sso.lifetime;
    const at = farm.now();
    const session = {
      ...{ claims, multipleFactors: false, at, expires: at + lifetime, wrongCodes: 0 },
      givenFor: request.action,
    };
    const cookie = cookieFor(sessions.open(session), kept ? Math.floor(lifetime / 1_000) : undefined);
    return toToken(farm, visit, request, { session, cookies: [cookie] });
  } catch (error) {
    if (!(error instanceof TrustRefusal) || !isWrong(error)) throw error;
    farm.refused(request.endpoint, error, visit, 'passive');
    return ask(farm, request, userName, WRONG_PASSWORD);
  }
}

/** A code that comes back from the second page. */
function verify(
  farm: Farm,
  visit: Visit,
  request: PassiveRequest,
  { form, token }: BrowserVisit,
): PageAnswer {
  const { sessions, chance } = farm.parts;
  const session = sessions.of(token);
  if (session === undefined || token === undefined || farm.now() - session.at > FACTOR_LIMIT_MS)
    return ask(farm, request, '', 'The sign-in took too long. Sign in again.');
  // A request for a fresh password is not served with one that was given for another.
  if (session.givenFor !== request.action && !isFresh(session, request, farm.now()))
    return ask(farm, request, '', '');
  const code = verificationCodeOf(chance.seed, session.claims.userPrincipalName);
  if ((form.get('VerificationCode') ?? '').trim() === code) {
    const proved = { ...session, multipleFactors: true, wrongCodes: 0 };
    sessions.put(token, proved);
    return toToken(farm, visit, request, { session: proved, cookies: [] });
  }
  const wrongCodes = session.wrongCodes + 1;
  if (wrongCodes < WRONG_CODES) {
    sessions.put(token, { ...session, wrongCodes });
    return { status: 200, page: verificationPage(request.action, 'The verification code is wrong.') };
  }
  sessions.close(token);
  return { ...ask(farm, request, '', 'Too many wrong codes. Sign in again.'), cookies: [NO_COOKIE] };
}

/** The policy, and the token for whom it permits. Throws TrustRefusal `accessDenied`. */
function toToken(farm: Farm, visit: Visit, request: PassiveRequest, { session, cookies }: Known): PageAnswer {
  const { claims, multipleFactors, at } = session;
  const user: ProvedUser = { claims, proof: { insideCorporateNetwork: visit.inside, multipleFactors }, at };
  const access = accessBy(request.trust, user.proof, request.demandsFactors);
  if (access === 'denied')
    throw new TrustRefusal('accessDenied', 'the access control policy denies the user');
  if (access === 'secondFactor') {
    const shown = { status: 200, page: verificationPage(request.action, ''), cookies } as const;
    return request.withoutPages?.() ?? shown;
  }
  const answer = request.respond(user);
  if (request.issues) farm.issued(request.endpoint, claims, visit, request.identifier);
  return { ...answer, cookies: [...cookies, ...(answer.cookies ?? [])] };
}

function ask(farm: Farm, { action }: PassiveRequest, userName: string, error: string): PageAnswer {
  const { keepMeSignedIn } = farm.parts.config.sso;
  return { status: 200, page: signInPage({ action, userName, error, keepMeSignedIn }) };
}

function isFresh({ at }: Session, { maxAgeMs }: PassiveRequest, now: number): boolean {
  return maxAgeMs === undefined || (maxAgeMs > 0 && now - at <= maxAgeMs);
}

function isWrong({ reason }: TrustRefusal): boolean {
  return reason === 'failedAuthentication' || reason === 'accountLocked';
}
