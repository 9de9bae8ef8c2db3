import type { Task } from './compare.ts';

const SIXTEEN = { concurrency: 16 };

/** Sixteen at a time unless said otherwise. */
export function tasks(short: boolean): readonly Task[] {
  const three: readonly Task[] = [
    { name: 'client credentials, 1 signature', grant: 'client_credentials', ...SIXTEEN },
    { name: 'password, 2 signatures', grant: 'password', ...SIXTEEN },
    { name: 'refresh token, 2 signatures', grant: 'refresh_token', ...SIXTEEN },
  ];
  if (short) return three;
  return [
    ...three,
    ...[1, 64].map((concurrency) => ({
      ...{
        name: `password, 2 signatures, ${concurrency} at a time`,
        grant: 'password' as const,
        concurrency,
      },
    })),
  ];
}
