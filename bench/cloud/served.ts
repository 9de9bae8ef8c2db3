import type { Credential } from '../../lab/pki/authority.ts';

/** A grant at the token endpoint, and how many RS256 signatures its answer holds. */
export const SIGNATURES = { password: 2, client_credentials: 1, refresh_token: 2 } as const;

export type Grant = keyof typeof SIGNATURES;

/** One request, made beforehand: making it is the client's work. */
export interface TokenRequest {
  readonly path: string;
  /** A form. */
  readonly body: string;
}

/** What a server that is measured says of itself once it serves. */
export interface Ready {
  readonly version: string;
  /** On 127.0.0.1, TLS. */
  readonly port: number;
  /** Paths of the key sets that its tokens verify by. */
  readonly keys: readonly string[];
  /** One for each user of each tenant, asked in turns. */
  readonly password: readonly TokenRequest[];
  readonly clientCredentials: readonly TokenRequest[];
  /** The same order as `password`, without the token itself. */
  readonly refresh: readonly TokenRequest[];
}

/** A token endpoint in a process group of its own, whatever it is. */
export interface TokenServer extends Ready, AsyncDisposable {
  readonly name: string;
  /** Process group whose processor time counts. */
  readonly group: number;
  /** CA (PEM) of its certificate. */
  readonly trust: string;
  /** From the start of its process until it served. */
  readonly servedMs: number;
}

/** What a server is started with. */
export interface Order {
  /** The CA's own key and certificate, for a server that makes its own. */
  readonly ca: Credential;
  /** Of `localhost`, key type P-256, for the others. */
  readonly credential: Credential;
  /** Of each tenant. */
  readonly users: number;
  readonly tenants: number;
}

/** Every server's tokens are for it. */
export const RESOURCE = 'https://graph.microsoft.com';
export const CLIENT_ID = '7b2f4c1e-93a5-4d0b-8f6e-2a1c5d9e0b34';
export const CLIENT_SECRET = 'Bench-Client-Secret-1!';
export const PASSWORD = 'Bench-Passw0rd-1!';
