import { createPublicKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type ProtectedHeaderParameters } from 'jose';
import type { App, AppCertificate } from '../../apps/app.ts';
import { isShared } from '../../core/tenants.ts';
import type { LoginContext } from '../context.ts';
import { ProtocolRefused } from '../refusal.ts';
import type { Ask } from './ask.ts';

const MALFORMED = 50027;
const NOT_AUTHENTIC = 700027;
const OUTSIDE_TIME = 700024;
/** Seconds by which a client's clock may differ. */
const SKEW = 300;

/** The client that an assertion speaks for, unverified: it only says whose certificates to try. */
export function clientIdIn(assertion: string): string | undefined {
  try {
    const { sub } = decodeJwt(assertion);
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    throw new ProtocolRefused(MALFORMED);
  }
}

/** Judges a `private_key_jwt` (documented: certificate credentials) on the lab clock. Throws ProtocolRefused. */
export async function judgeClientAssertion(
  assertion: string,
  app: App,
  ask: Ask,
  { mint, names, tenants }: LoginContext,
): Promise<void> {
  const certificate = certificateNamed(headerOf(assertion), app);
  const hosts = [ask.origin, ...[names.loginHost, ...names.aliases].map((name) => `https://${name}`)];
  const id = isShared(ask.authority) ? undefined : tenants.byAuthority(ask.authority)?.tenant.id;
  const authorities = [ask.authority, ...(id === undefined ? [] : [id])];
  const audience = hosts.flatMap((host) =>
    authorities.flatMap((authority) => audiencesAt(`${host}/${authority}`)),
  );
  const options = {
    audience,
    issuer: app.appId,
    subject: app.appId,
    algorithms: ['RS256', 'PS256'],
    requiredClaims: ['exp'],
    clockTolerance: SKEW,
    currentDate: new Date(mint.clock.now()),
  };
  const key = createPublicKey(certificate.publicKey);
  await mint.clock
    .busy('verifying a client assertion', jwtVerify(assertion, key, options))
    .catch((error: unknown) => Promise.reject(refusalFor(error)));
}

function audiencesAt(base: string): readonly string[] {
  return [`${base}/oauth2/v2.0/token`, `${base}/oauth2/token`, `${base}/v2.0`, `${base}/`, base];
}

function headerOf(assertion: string): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(assertion);
  } catch {
    throw new ProtocolRefused(MALFORMED);
  }
}

/** By thumbprint, as `x5t#S256`, `x5t` or `kid` carries it. */
function certificateNamed(header: ProtectedHeaderParameters, { certificates }: App): AppCertificate {
  const [sha1, sha256] = [bare(header.x5t), bare(header['x5t#S256'])];
  const named = certificates.find(
    ({ x5t, x5tS256 }) =>
      sha256 === x5tS256 ||
      sha1 === x5t ||
      header.kid === x5t ||
      header.kid === x5tS256 ||
      header.kid?.toLowerCase() === Buffer.from(x5t, 'base64url').toString('hex'),
  );
  if (named !== undefined) return named;
  const text =
    'Client assertion failed signature validation: the certificate with the identifier that the assertion names is not registered on the application.';
  throw new ProtocolRefused(NOT_AUTHENTIC, { text });
}

/** Libraries write thumbprints padded or not, in either alphabet of base64 (MSAL for Python pads). */
function bare(thumbprint: unknown): string | undefined {
  return typeof thumbprint === 'string' ? Buffer.from(thumbprint, 'base64').toString('base64url') : undefined;
}

function refusalFor(error: unknown): ProtocolRefused {
  if (error instanceof errors.JWTExpired) return new ProtocolRefused(OUTSIDE_TIME);
  if (error instanceof errors.JWTClaimValidationFailed)
    return new ProtocolRefused(error.claim === 'nbf' ? OUTSIDE_TIME : MALFORMED, {
      text: `The client assertion's claim '${error.claim}' is not valid.`,
    });
  return new ProtocolRefused(NOT_AUTHENTIC);
}
