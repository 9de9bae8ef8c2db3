import type { RelyingPartyConfig } from '../config/relying-party.ts';
import type { ProvedUser } from '../issue.ts';
import type { PageAnswer } from './page.ts';

/** What a relying party asks of the farm through a browser, whatever the protocol. */
export interface PassiveRequest {
  /** For the history: `ls`, `ls/saml`, `ls/idpinitiated`. */
  readonly endpoint: string;
  readonly trust: RelyingPartyConfig;
  /** The relying party's identifier as it was asked for. */
  readonly identifier: string;
  /** How old a password may be, in lab milliseconds; undefined for as old as the session. */
  readonly maxAgeMs: number | undefined;
  /** Asked for a second factor, whatever the policy says. */
  readonly demandsFactors: boolean;
  readonly loginHint: string;
  /** Where the page's forms post, so that the request comes back whole. */
  readonly action: string;
  /** Whether the answer carries a token. */
  readonly issues: boolean;
  respond(user: ProvedUser): PageAnswer;
  /** The answer to whom no page may be shown; undefined when pages may be. */
  readonly withoutPages: (() => PageAnswer) | undefined;
}

/** What the browser brought along. */
export interface BrowserVisit {
  readonly url: URL;
  readonly form: URLSearchParams;
  readonly method: 'GET' | 'POST';
  /** The token of `MSISAuth`. */
  readonly token: string | undefined;
}
