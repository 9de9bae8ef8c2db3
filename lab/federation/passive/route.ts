import type { Farm } from '../farm.ts';
import { Path, pathOf } from '../names.ts';
import type { Visit } from '../nodes/visit.ts';
import { idpInitiatedRequest } from './idp-initiated.ts';
import type { PageAnswer } from './page.ts';
import { refusalPage } from './refusal-page.ts';
import type { BrowserVisit, PassiveRequest } from './request.ts';
import { samlRequest } from './saml/sign-in.ts';
import { servePassive } from './serve.ts';
import { signOut } from './sign-out.ts';
import { wsFederationRequest } from './ws-federation.ts';

/** `/adfs/ls`: whatever a browser brings, and the page that it gets. */
export async function answerBrowser(farm: Farm, visit: Visit, browser: BrowserVisit): Promise<PageAnswer> {
  const asked = withPostedQuery(browser);
  const wa = asked.url.searchParams.get('wa');
  if (wa === 'wsignout1.0' || wa === 'wsignoutcleanup1.0') return signOut(farm, visit, asked);
  try {
    return await servePassive(farm, visit, requestIn(farm, visit, asked), asked);
  } catch (error) {
    const { reason } = farm.refused('ls', error, visit, 'passive');
    return refusalPage(reason, visit.correlationId ?? farm.parts.chance.uuid());
  }
}

function requestIn(farm: Farm, visit: Visit, browser: BrowserVisit): PassiveRequest {
  const { url, form } = browser;
  if (pathOf(url) !== Path.passive) return idpInitiatedRequest(farm, visit, browser);
  const isSaml = form.has('SAMLRequest') || url.searchParams.has('SAMLRequest');
  return isSaml ? samlRequest(farm, visit, browser) : wsFederationRequest(farm, visit, url);
}

/** A relying party may post its WS-Federation request: the same as if it stood in the query. */
function withPostedQuery(browser: BrowserVisit): BrowserVisit {
  const { url, form } = browser;
  if (!form.has('wa')) return browser;
  const merged = new URL(url);
  for (const [name, value] of form) if (/^w[a-z]{1,10}$/.test(name)) merged.searchParams.set(name, value);
  return { ...browser, url: merged };
}
