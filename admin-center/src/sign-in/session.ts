import type { Settings } from '../settings.ts';
import type { Account } from './id-token.ts';
import { redirectUri, scopeFor } from './addresses.ts';
import { askForTokens, SignInFailed, type Tokens } from './token-endpoint.ts';

/** A signed-in administrator. Tokens stay in here: no storage has them, and a reload asks for others. */
export class Session {
  readonly account: Account;
  readonly #settings: Settings;
  #tokens: Tokens;
  #renewing: Promise<void> | undefined;

  constructor(account: Account, tokens: Tokens, settings: Settings) {
    this.account = account;
    this.#tokens = tokens;
    this.#settings = settings;
  }

  get authorization(): string {
    return `Bearer ${this.#tokens.accessToken}`;
  }

  /** Another access token, for those whose own has expired. Throws SignInFailed when the administrator has to come again. */
  async renew(): Promise<void> {
    this.#renewing ??= this.#renewed().finally(() => (this.#renewing = undefined));
    await this.#renewing;
  }

  async #renewed(): Promise<void> {
    const { refreshToken } = this.#tokens;
    if (refreshToken === undefined) throw new SignInFailed('The session has ended.');
    const grant = {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      scope: scopeFor(this.#settings),
    };
    const fresh = await askForTokens(grant, this.#settings);
    this.#tokens = { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
  }

  /** Ends the browser's session with the sign-in service; the page goes, and the tokens with it. */
  signOut(): void {
    const url = new URL(`${this.#settings.authority}/oauth2/v2.0/logout`);
    url.searchParams.set('post_logout_redirect_uri', redirectUri());
    location.assign(url.href);
  }
}
