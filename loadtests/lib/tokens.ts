import { b64encode } from 'k6/encoding';
import { failureOf, jsonOf, type Answer, type Calls } from './call.ts';
import { text } from './knobs.ts';
import type { Code } from './outcome.ts';
import type { Person } from './target-shape.ts';
import { target } from './target.ts';

export const LOGIN = 'https://login.microsoftonline.com';

/** The documented id of Microsoft Office, a public client. */
const CLIENT_ID = 'd3590ed6-52b3-4102-aeff-aad2292ab01c';
/** With `openid` two tokens are signed for a sign-in, without it one. */
const SCOPE = text('SCOPE', 'openid profile offline_access User.Read');
const SAML11 = 'urn:ietf:params:oauth:grant-type:saml1_1-bearer';

/** A password grant (RFC 6749 section 4.3). */
export function grantPassword({ post }: Calls, { upn, password }: Person): Code {
  const form = { grant_type: 'password', client_id: CLIENT_ID, scope: SCOPE, username: upn, password };
  return codeOf(post(tokenEndpoint(), form));
}

/** A SAML 1.1 bearer grant (RFC 7522's shape, with the older assertion). */
export function grantAssertion({ post }: Calls, assertion: string): Code {
  const encoded = b64encode(assertion, 'rawurl');
  return codeOf(
    post(tokenEndpoint(), { grant_type: SAML11, client_id: CLIENT_ID, scope: SCOPE, assertion: encoded }),
  );
}

function tokenEndpoint(): string {
  return `${LOGIN}/${target.tenantId}/oauth2/v2.0/token`;
}

function codeOf(answer: Answer): Code {
  // Success is by far the most frequent: its document is searched, not parsed.
  if (answer.status === 200) return answer.body.includes('"access_token":"') ? 'ok' : 'unreadable';
  const codes = jsonOf(answer)?.['error_codes'];
  const [code] = Array.isArray(codes) ? (codes as unknown[]) : [];
  return typeof code === 'number' ? String(code) : failureOf(answer);
}
