import type { Settings } from '../settings.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
}

export class SignInFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SignInFailed';
  }
}

/** Asks the token endpoint as a public client: nothing but the grant itself. Throws SignInFailed. */
export async function askForTokens(
  grant: Readonly<Record<string, string>>,
  { authority, clientId }: Settings,
): Promise<Tokens> {
  const answer = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...grant }),
    credentials: 'omit',
  });
  const body: unknown = await answer.json();
  const accessToken = textIn(body, 'access_token');
  if (!answer.ok || accessToken === undefined)
    throw new SignInFailed(
      textIn(body, 'error_description') ?? `the token endpoint answered ${answer.status}`,
    );
  return {
    accessToken,
    refreshToken: textIn(body, 'refresh_token'),
    idToken: textIn(body, 'id_token'),
  };
}

export function textIn(body: unknown, name: string): string | undefined {
  if (typeof body !== 'object' || body === null || !(name in body)) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : undefined;
}
