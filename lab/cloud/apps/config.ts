import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

const guid = z.guid().transform((text) => text.toLowerCase());
/** Schemes that a browser would run rather than call. */
const SCRIPTS = /^\s*(javascript|data|vbscript|blob|about):/i;

const uri = z
  .string()
  .max(256)
  .refine((text) => URL.canParse(text) && !text.includes('*') && !text.includes('#') && !SCRIPTS.test(text), {
    error: 'expected an absolute URI without a wildcard, a fragment or a script',
  });
const uris = z.array(uri).max(256).default([]);

const secret = z
  .object({
    value: z.string().min(8).max(256),
    /** When it stops being accepted: an instant of lab time such as `2026-06-01T00:00:00Z`. */
    expires: z.iso.datetime().optional(),
  })
  .strict();

const certificate = z
  .string()
  .max(16_384)
  .refine(isCertificate, { error: 'expected a PEM certificate with an RSA key of at least 2048 bits' });

const role = z.object({ id: guid.optional(), value: z.string().min(1).max(120) }).strict();

/** An application registered in a tenant (`cloud.apps`). Names of settings are those of Graph's `application`. */
export const appConfig = z
  .object({
    name: z.string().min(1).max(120),
    /** Derived from the lab's seed and the name unless given. */
    appId: guid.optional(),
    redirectUris: z.object({ web: uris, spa: uris, publicClient: uris }).strict().prefault({}),
    secrets: z.array(secret).max(20).default([]),
    /** PEM certificates whose keys sign client assertions. */
    certificates: z.array(certificate).max(20).default([]),
    identifierUris: uris,
    /** Delegated permissions of its own API. */
    scopes: z.array(z.string().min(1).max(120)).max(100).default([]),
    appRoles: z.array(role).max(100).default([]),
    /** Values of application permissions that it holds, such as `Domain.Read.All`. */
    grantedRoles: z.array(z.string().min(1).max(120)).max(100).default([]),
    /**
     * Delegated permissions of Graph that were consented to for all users, such as `Domain.ReadWrite.All`. Unless given,
     * the application may do whatever its user may: nobody has to consent in a lab.
     */
    grantedScopes: z.array(z.string().min(1).max(120)).max(100).default(['Directory.AccessAsUser.All']),
    accessTokenVersion: z.union([z.literal(1), z.literal(2)]).default(1),
    multiTenant: z.boolean().default(false),
    isFallbackPublicClient: z.boolean().default(false),
    /** ID tokens straight from the authorize endpoint ("implicit grant and hybrid flows"). */
    idTokens: z.boolean().default(false),
    disabled: z.boolean().default(false),
  })
  .strict();

export type AppConfig = z.output<typeof appConfig>;

function isCertificate(pem: string): boolean {
  try {
    const { publicKey } = new X509Certificate(pem);
    return (
      publicKey.asymmetricKeyType === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048
    );
  } catch {
    return false;
  }
}
