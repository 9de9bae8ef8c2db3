import { literal } from './odata.ts';

/** What was typed above the sign-in log. */
export interface SignInFilter {
  readonly user: string;
  /** `2026-01-05T08:00`, in UTC. */
  readonly from: string;
  readonly to: string;
  readonly result: 'all' | 'success' | 'failure';
  readonly code: string;
}

export const NO_FILTER: SignInFilter = { user: '', from: '', to: '', result: 'all', code: '' };

/** What is wrong with it; undefined when it can be asked. */
export function filterFault({ from, to, code }: SignInFilter): string | undefined {
  if (code.trim() !== '' && !/^(AADSTS)?\d{1,8}$/i.test(code.trim()))
    return 'An error code is a number, such as 50126.';
  if (from !== '' && to !== '' && from > to) return 'The time from which to show is after the time up to it.';
  return undefined;
}

/** Graph's `$filter`; undefined for everything. */
export function signInQuery({ user, from, to, result, code }: SignInFilter): string | undefined {
  const number = code.trim().replace(/^AADSTS/i, '');
  const parts = [
    user.trim() !== '' && `startswith(userPrincipalName,${literal(user.trim().toLowerCase())})`,
    from !== '' && `createdDateTime ge ${from}:00Z`,
    to !== '' && `createdDateTime le ${to}:59Z`,
    number !== '' && `status/errorCode eq ${number}`,
    result === 'success' && 'status/errorCode eq 0',
    result === 'failure' && 'status/errorCode ne 0',
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(' and ');
}
