export interface Credentials {
  readonly upn: string;
  readonly password: string;
}

const NAME_LIMIT = 256;
const HEADER_LIMIT = 4_096;

/**
 * Reads `Authorization: Basic` (RFC 7617, UTF-8) with a UPN for a user name; phones may put `DOMAIN\` before it.
 * Undefined for anything else, also for an empty password.
 */
export function readBasic(header: string | undefined): Credentials | undefined {
  if (header === undefined || header.length > HEADER_LIMIT) return undefined;
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header)?.[1];
  const decoded = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return undefined;
  const upn = decoded.slice(decoded.slice(0, colon).lastIndexOf('\\') + 1, colon);
  const password = decoded.slice(colon + 1);
  const acceptable =
    /^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u.test(upn) && upn.length <= NAME_LIMIT && password !== '';
  return acceptable ? { upn, password } : undefined;
}

export function domainOf(upn: string): string {
  return upn.slice(upn.lastIndexOf('@') + 1).toLowerCase();
}
