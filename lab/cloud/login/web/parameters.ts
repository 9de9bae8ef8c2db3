import { ProtocolRefused } from '../refusal.ts';

const MISSING = 900144;
const DUPLICATED = 9002313;
const TOO_LONG = 90015;
const MOST = 100;
const LONGEST: ReadonlyMap<string, number> = new Map([
  ['assertion', 60_000],
  ['wresult', 60_000],
  ['client_assertion', 16_384],
]);
const LONGEST_OTHER = 8_192;

/** The parameters of one request. Unknown ones are ignored; one that came twice is refused (RFC 6749 section 3.2). */
export class Parameters {
  readonly #values = new Map<string, string>();

  /** Throws ProtocolRefused. */
  constructor(values: URLSearchParams) {
    if (values.size > MOST) throw new ProtocolRefused(DUPLICATED);
    values.forEach((value, name) => this.#take(name, value));
  }

  /** A parameter that is there and not empty (RFC 6749 section 3.1: one without a value is as if omitted). */
  get(name: string): string | undefined {
    const value = this.#values.get(name);
    return value === '' ? undefined : value;
  }

  /** Throws ProtocolRefused. */
  required(name: string): string {
    const value = this.get(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  /** A parameter as it came: empty is not the same as missing. Throws ProtocolRefused when it is missing. */
  present(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  /** The first of several counts. */
  #take(name: string, value: string): void {
    const again = this.#values.has(name);
    if (again && KNOWN.has(name)) {
      const text = `The request is malformed: the parameter '${name.slice(0, 40)}' is duplicated.`;
      throw new ProtocolRefused(DUPLICATED, { text });
    }
    if (value.length > (LONGEST.get(name) ?? LONGEST_OTHER))
      throw new ProtocolRefused(TOO_LONG, { text: `The parameter '${name.slice(0, 40)}' is too long.` });
    if (!again) this.#values.set(name, value);
  }
}

function missing(name: string): ProtocolRefused {
  return new ProtocolRefused(MISSING, {
    text: `The request body must contain the following parameter: '${name}'.`,
  });
}

/** Parameters that decide something: of these two different ones must never be told apart by who reads them. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'client_id client_secret client_assertion client_assertion_type grant_type code code_verifier redirect_uri ' +
    'refresh_token username password assertion scope resource device_code response_type response_mode state nonce ' +
    'prompt login_hint domain_hint max_age claims code_challenge code_challenge_method wa wresult wctx SAMLResponse ' +
    'RelayState ctx canary login loginfmt passwd otc user_code post_logout_redirect_uri'
  ).split(' '),
);
