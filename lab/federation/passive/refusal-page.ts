import type { RefusalReason } from '../errors.ts';
import type { PageAnswer } from './page.ts';
import { errorPage } from './pages.ts';

const TEXTS: Readonly<Partial<Record<RefusalReason, string>>> = {
  invalidScope: 'MSIS7007: The requested relying party trust is unspecified or unsupported.',
  trustDisabled: 'MSIS3020: The relying party trust is not enabled.',
  endpointUnknown: 'MSIS3200: The reply address is not registered for the relying party trust.',
  invalidRequest:
    'MSIS7000: The sign-in request follows neither WS-Federation nor the SAML 2.0 profile for browsers.',
  invalidSecurity: 'The sign-in request was not issued within the time that is allowed.',
  wrongSignature: 'MSIS0038: SAML Message has wrong signature.',
  replayed: 'The sign-in request was answered before. Go back to the application and start again.',
  accessDenied: 'MSIS5007: You are not authorized to access this site.',
};

const STATUS: Readonly<Partial<Record<RefusalReason, PageAnswer['status']>>> = {
  accessDenied: 403,
  directoryUnavailable: 500,
};

export const WRONG_PASSWORD =
  'Incorrect user ID or password. Type the correct user ID and password, and try again.';

/** The page for what no other password would mend. */
export function refusalPage(reason: RefusalReason, activityId: string): PageAnswer {
  const text = TEXTS[reason] ?? 'An error occurred. Contact your administrator for more information.';
  return { status: STATUS[reason] ?? 400, page: errorPage(text, activityId) };
}
