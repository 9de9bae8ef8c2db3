import type { Farm } from '../farm.ts';
import type { Visit } from '../nodes/visit.ts';
import { signedOutPage } from './pages.ts';
import type { PageAnswer } from './page.ts';
import type { BrowserVisit } from './request.ts';
import { NO_COOKIE } from './sso/cookie.ts';

/** `wsignout1.0` and `wsignoutcleanup1.0` end the browser's session here; only the first leads on to somewhere. */
export function signOut(farm: Farm, visit: Visit, { url, token }: BrowserVisit): PageAnswer {
  const session = farm.parts.sessions.close(token);
  if (session !== undefined) {
    const data = { userId: session.claims.userPrincipalName };
    farm.parts.events.write(1206, visit.node.name, { correlationId: visit.correlationId, data });
  }
  const answer = { status: 200, page: signedOutPage(), cookies: [NO_COOKIE] } as const;
  if (url.searchParams.get('wa') !== 'wsignout1.0') return answer;
  const location = replyAddress(visit, url.searchParams.get('wreply'));
  return location === undefined ? answer : { ...answer, status: 302, location };
}

/** Only to the hosts where the relying party has its endpoints. */
function replyAddress({ node }: Visit, wreply: string | null): string | undefined {
  const url = wreply === null ? null : URL.parse(wreply);
  const origins = (node.configuration.relyingParty?.endpoints ?? []).map((one) => new URL(one).origin);
  return url !== null && url.username === '' && origins.includes(url.origin) ? url.href : undefined;
}
