const NAME = 'MSISAuth';
const ATTRIBUTES = 'Path=/adfs; Secure; HttpOnly; SameSite=None';

/** The session's token in a `Cookie` header. */
export function tokenIn(header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.split('=');
    if (name?.trim() === NAME) return value?.trim();
  }
  return undefined;
}

/** A cookie for as long as the browser runs, or for so many seconds where the user asked to be kept signed in. */
export function cookieFor(token: string, keepSeconds?: number): string {
  return `${NAME}=${token}; ${ATTRIBUTES}${keepSeconds === undefined ? '' : `; Max-Age=${keepSeconds}`}`;
}

export const NO_COOKIE = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;
