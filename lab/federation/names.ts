/** Paths below the federation service name. */
export const Path = {
  trust13: '/adfs/services/trust/13/usernamemixed',
  trust2005: '/adfs/services/trust/2005/usernamemixed',
  metadata: '/adfs/services/trust/mex',
  passive: '/adfs/ls',
} as const;

/** The identifier of the Microsoft 365 relying party trust. */
export const MICROSOFT_ONLINE = 'urn:federation:MicrosoftOnline';

/** Where the relying party takes WS-Federation responses. */
export const MICROSOFT_ONLINE_ENDPOINT = 'https://login.microsoftonline.com/login.srf';
