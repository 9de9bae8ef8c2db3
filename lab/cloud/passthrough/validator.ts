/** A password to be checked on premises. */
export interface PassthroughRequest {
  readonly correlationId: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly password: string;
}

/** What came of it, before any mapping to an AADSTS code. */
export type PassthroughOutcome =
  /** An agent answered with a Win32 error number; 0 is success. */
  | { readonly kind: 'answered'; readonly agentId: string; readonly win32: number }
  /** Nobody listens on the tenant's queue. */
  | { readonly kind: 'noAgent' }
  /** Nobody answered within the limit; `agentId` is whoever had taken the request. */
  | { readonly kind: 'timedOut'; readonly agentId?: string }
  | { readonly kind: 'invalidAnswer'; readonly agentId: string }
  | { readonly kind: 'decryptFailed'; readonly agentId: string }
  | { readonly kind: 'keyMissing'; readonly agentId: string };

/** The way from the STS to the tenant's agents and back. */
export interface PassthroughValidator {
  validate(request: PassthroughRequest): Promise<PassthroughOutcome>;
}
