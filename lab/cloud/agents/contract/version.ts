/** The version of the agent contract that this service speaks; in every request and every reply. */
export const CONTRACT_VERSION = '1';

/** Largest body of any request, in bytes. */
export const BODY_LIMIT = 16_384;
