import type { Attempt } from '../core/attempt.ts';

/** What every surface of the login host knows of a sign-in. */
export interface AttemptFacts {
  readonly correlationId: string;
  readonly upn: string;
  readonly client: 'oauth' | 'browser';
  readonly grant: string;
  readonly authority: string;
  readonly location: string;
  readonly clientId?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly domainHint?: string | undefined;
  /** How the user has proved to be it before, in this session. */
  readonly amr?: readonly string[] | undefined;
}

/** Exchange Online checks its users' basic credentials here. */
const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000';

/** The attempt that the sign-in's decisions are made about. */
export function attemptOf(facts: AttemptFacts): Attempt {
  const { correlationId, upn, client, grant, authority, location, clientId, resourceId, domainHint } = facts;
  return {
    ...{ correlationId, upn, client, grant, authority, location, clientId, resourceId, domainHint },
    app: client === 'browser' ? 'browser' : clientId === EXCHANGE_ONLINE ? 'legacy' : 'modern',
    secondFactor: facts.amr?.includes('mfa') ?? false,
  };
}
