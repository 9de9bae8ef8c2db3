import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CLOUD_NAMES } from '../../lab/cloud/login/names.ts';
import type { Tokens } from '../../lab/devices/index.ts';
import type { Lab } from '../../lab/lab.ts';
import { Browser, type Ending } from './browsing.ts';
import type { Answer, Internet } from './internet.ts';
import type { Person } from './pages.ts';

/** Microsoft Azure CLI, a public client that every tenant knows; its page is on its user's own machine. */
const CLIENT_ID = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const REDIRECT = 'http://localhost';
const SCOPE = 'openid profile offline_access';

const tokens = z.object({
  access_token: z.string(),
  id_token: z.string().default(''),
  refresh_token: z.string().default(''),
  expires_in: z.number(),
  scope: z.string(),
});
const refusal = z.object({
  error: z.string(),
  error_description: z.string(),
  error_codes: z.array(z.number()).default([]),
  claims: z.string().optional(),
});
const deviceCode = z.object({ device_code: z.string(), user_code: z.string(), verification_uri: z.string() });

/** What came of asking for tokens. */
export type Granted =
  | { readonly kind: 'tokens'; readonly tokens: Tokens }
  | {
      readonly kind: 'refused' | 'unavailable';
      readonly errorCode?: number;
      readonly errorText: string;
      readonly claims?: string;
    };

export type DeviceCode = z.output<typeof deviceCode>;

/** What an application sends beside the ordinary. */
export interface Hints {
  readonly correlationId: string;
  readonly domainHint?: string | undefined;
  /** Redeems the code with another verifier than the challenge was made from. */
  readonly wrongVerifier?: boolean | undefined;
}

/** An application on a user's machine, a public client, which speaks OAuth 2.0 to the lab's cloud. */
export class Application {
  readonly #internet: Internet;
  readonly #origin: string;

  constructor({ config }: Pick<Lab, 'config'>, internet: Internet) {
    this.#internet = internet;
    this.#origin = `https://${CLOUD_NAMES[config.cloud.environment].loginHost}`;
  }

  /** Authorization code with PKCE (RFC 7636), its person going through the pages. */
  async authorizationCode(person: Person, hints: Hints): Promise<Granted> {
    const verifier = `${this.#internet.chance.uuid()}${this.#internet.chance.uuid()}`;
    const browser = new Browser(this.#internet, hints.correlationId);
    const ending = await browser.through(this.#authorizeUrl(verifier, hints), REDIRECT, person);
    const code = ending.back?.searchParams.get('code');
    if (typeof code !== 'string') return notBack(ending);
    return this.#grant('authorization_code', hints, {
      code,
      redirect_uri: REDIRECT,
      code_verifier: hints.wrongVerifier === true ? verifier.toUpperCase() : verifier,
    });
  }

  #authorizeUrl(verifier: string, { domainHint }: Hints): string {
    const url = new URL(`${this.#origin}/organizations/oauth2/v2.0/authorize`);
    const query = {
      client_id: CLIENT_ID,
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: SCOPE,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...(domainHint !== undefined && { domain_hint: domainHint }),
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  }

  /** RFC 8628: what a device shows its user. */
  async askForDeviceCode(hints: Hints): Promise<DeviceCode> {
    const form = { client_id: CLIENT_ID, scope: SCOPE };
    const url = `${this.#origin}/organizations/oauth2/v2.0/devicecode`;
    return deviceCode.parse(JSON.parse((await this.#post(url, form, hints)).text));
  }

  /** The user at a browser of their own, with the code that the device shows. */
  enterDeviceCode({ verification_uri }: DeviceCode, person: Person, hints: Hints): Promise<Ending> {
    const browser = new Browser(this.#internet, hints.correlationId);
    return browser.through(verification_uri, REDIRECT, person);
  }

  redeemDeviceCode({ device_code }: DeviceCode, hints: Hints): Promise<Granted> {
    return this.#grant('urn:ietf:params:oauth:grant-type:device_code', hints, { device_code });
  }

  /** A user name and a password at the token endpoint, whatever the user's home realm is. */
  password({ upn, password }: Person, hints: Hints, scope = SCOPE): Promise<Granted> {
    return this.#grant('password', hints, { username: upn, password, scope });
  }

  refresh(refreshToken: string, hints: Hints): Promise<Granted> {
    return this.#grant('refresh_token', hints, { refresh_token: refreshToken, scope: SCOPE });
  }

  /** The keys that tokens can be checked with now (JSON Web Key Set). */
  async keys(): Promise<string> {
    return (await this.#internet.call(`${this.#origin}/organizations/discovery/v2.0/keys`)).text;
  }

  async #grant(grant_type: string, hints: Hints, fields: Readonly<Record<string, string>>): Promise<Granted> {
    const url = `${this.#origin}/organizations/oauth2/v2.0/token`;
    const { status, text } = await this.#post(url, { grant_type, client_id: CLIENT_ID, ...fields }, hints);
    return status === 200 ? { kind: 'tokens', tokens: tokensIn(text) } : refusalIn(text);
  }

  #post(url: string, form: Readonly<Record<string, string>>, { correlationId }: Hints): Promise<Answer> {
    return this.#internet.call(url, { form, headers: { 'client-request-id': correlationId } });
  }
}

function notBack({ back, errorCode, text }: Ending): Granted {
  const said = back?.searchParams.get('error_description');
  const errorText =
    said ??
    `the last page, "${headingOf(text)}", says: ${errorCode === undefined ? 'no error' : `AADSTS${errorCode}`}`;
  const code = errorCode ?? numberIn(errorText);
  return { kind: 'refused', errorText, ...(code !== undefined && { errorCode: code }) };
}

function numberIn(text: string): number | undefined {
  const digits = /AADSTS(\d+)/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function headingOf(html: string): string {
  return /<h1[^>]*>\s*([^<]*)/.exec(html)?.[1]?.trim() ?? 'a page without a heading';
}

function tokensIn(text: string): Tokens {
  const read = tokens.parse(JSON.parse(text));
  return {
    accessToken: read.access_token,
    idToken: read.id_token,
    refreshToken: read.refresh_token,
    expiresIn: read.expires_in,
    scope: read.scope,
  };
}

function refusalIn(text: string): Granted {
  const {
    error_codes: [errorCode],
    error_description: errorText,
    claims,
  } = refusal.parse(JSON.parse(text));
  return {
    kind: 'refused',
    errorText,
    ...(errorCode !== undefined && { errorCode }),
    ...(claims !== undefined && { claims }),
  };
}
