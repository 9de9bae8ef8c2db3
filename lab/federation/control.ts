import { z } from 'zod';
import { method, nothing, type Control } from '../control/control.ts';

/** What the cloud must know of the farm to federate a domain with it (Graph `internalDomainFederation`). */
export const federationSettings = z
  .object({
    /** By domain. */
    issuerUris: z.record(z.string(), z.string()),
    /** The WS-Trust 2005 `usernamemixed` endpoint. */
    activeSignInUri: z.string(),
    passiveSignInUri: z.string(),
    metadataExchangeUri: z.string(),
    /** Base64 of the DER certificate that assertions are signed with. */
    signingCertificate: z.string(),
  })
  .strict();

export type FederationSettings = z.output<typeof federationSettings>;

export const federationContract = {
  status: method(
    nothing,
    z.object({ running: z.boolean(), signIns: z.number().int(), refused: z.number().int() }).strict(),
  ),
  /** Stops serving: connections are dropped, and new ones reset until `start`. */
  shutDown: method(nothing, nothing),
  start: method(nothing, nothing),
  settings: method(nothing, federationSettings),
};

export type FederationControl = Control<typeof federationContract>;
