import type { Answer, Call, CallOptions } from './call.ts';

/** A browser's own memory of one sign-in: what each host set, it sends back to that host. */
export function withCookies(call: Call): Call {
  const jar = new Map<string, Map<string, string>>();
  return async (url: string, options: CallOptions = {}): Promise<Answer> => {
    const { host } = new URL(url);
    const known = jar.get(host) ?? new Map<string, string>();
    const cookie = [...known].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...options.headers, ...(cookie === '' ? {} : { cookie }) };
    const answer = await call(url, { ...options, headers });
    for (const [name, value] of answer.cookies) known.set(name, value);
    jar.set(host, known);
    return answer;
  };
}
