import { isConfidential, type App } from '../../apps/app.ts';
import { secretDigest } from '../../apps/register.ts';
import type { LoginContext } from '../context.ts';
import { ProtocolRefused } from '../refusal.ts';
import { isSame } from '../secret.ts';
import type { Ask, ClientAsk } from './ask.ts';
import { clientIdIn, judgeClientAssertion } from './client-assertion.ts';
import { findApp } from './find-app.ts';
import type { ClientProof } from './granted.ts';

const MISSING_PROOF = 7000218;
const WRONG_SECRET = 7000215;
const EXPIRED_SECRET = 7000222;
const PUBLIC_WITH_PROOF = 700025;
const MALFORMED = 9002313;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

interface Credentials {
  readonly clientId: string;
  readonly secret: string | undefined;
  readonly assertion: string | undefined;
}

/** Who asks, and what proves it (RFC 6749 section 2.3, RFC 7523 section 2.2). Throws ProtocolRefused. */
export async function identifyClient(ask: Ask, context: LoginContext): Promise<ClientAsk> {
  const given = credentialsOf(ask);
  const app = findApp(given.clientId, ask.authority, context);
  return { ...ask, app, proof: await prove(app, given, ask, context) };
}

/** Grants that only a client with credentials may use. Throws ProtocolRefused. */
export function requireProof({ proof, app }: ClientAsk): void {
  if (proof === 'none') throw new ProtocolRefused(MISSING_PROOF, { text: missingText(app) });
}

/** Grants without a redirect, for public clients too where the application allows it. Throws ProtocolRefused. */
export function requirePublicOrProof(ask: ClientAsk): void {
  if (!ask.app.isFallbackPublicClient) requireProof(ask);
}

function credentialsOf({ params, authorization }: Ask): Credentials {
  const basic = basicCredentials(authorization);
  const assertion = params.get('client_assertion');
  if (assertion !== undefined && params.get('client_assertion_type') !== ASSERTION_TYPE)
    throw new ProtocolRefused(MALFORMED, { text: `The client_assertion_type must be '${ASSERTION_TYPE}'.` });
  const clientId = params.get('client_id') ?? basic?.id ?? (assertion && clientIdIn(assertion));
  return {
    clientId: clientId ?? params.required('client_id'),
    secret: params.get('client_secret') ?? basic?.secret,
    assertion,
  };
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. */
function basicCredentials(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,4096})$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) throw new ProtocolRefused(MALFORMED);
  return { id: decoded(pair.slice(0, colon)), secret: decoded(pair.slice(colon + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ProtocolRefused(MALFORMED);
  }
}

async function prove(app: App, given: Credentials, ask: Ask, context: LoginContext): Promise<ClientProof> {
  const { secret, assertion } = given;
  if (secret === undefined && assertion === undefined) return 'none';
  if (!isConfidential(app)) throw new ProtocolRefused(PUBLIC_WITH_PROOF);
  if (assertion !== undefined) {
    await judgeClientAssertion(assertion, app, ask, context);
    return 'certificate';
  }
  judgeSecret(secret ?? '', app, context.mint.clock.now());
  return 'secret';
}

function judgeSecret(secret: string, app: App, now: number): void {
  const digest = secretDigest(secret);
  const found = app.secrets.find((one) => isSame(one.digest, digest));
  if (found === undefined) {
    const text = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.appId}'.`;
    throw new ProtocolRefused(WRONG_SECRET, { text });
  }
  if (found.expiresAt !== undefined && now >= found.expiresAt) {
    const text = `The provided client secret keys for app '${app.appId}' are expired.`;
    throw new ProtocolRefused(EXPIRED_SECRET, { text });
  }
}

function missingText(app: App): string | undefined {
  if (isConfidential(app)) return undefined;
  return "The request body must contain the following parameter: 'client_assertion' or 'client_secret'. The application allows no public client flows.";
}
