import { request } from 'undici';
import type { ControlTransport } from './control.ts';
import { ControlInputError, ControlUnreachableError } from './errors.ts';

/** Calls a component's control interface over the loopback control plane. Throws ControlUnreachableError. */
export function httpTransport(url: string, token: string, component: string): ControlTransport {
  return async (method, input) => {
    const target = `${url}/control/${encodeURIComponent(component)}/${encodeURIComponent(method)}`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await request(target, {
      method: 'POST',
      headers,
      body: input,
      headersTimeout: 0,
      bodyTimeout: 0,
    }).catch((error: unknown) => {
      throw new ControlUnreachableError(url, error instanceof Error ? error.message : String(error));
    });
    const text = await response.body.text();
    if (response.statusCode === 200) return text;
    if (response.statusCode === 401) throw new ControlUnreachableError(url, 'it refuses the token');
    throw new ControlInputError(component, method, messageOf(text));
  };
}

function messageOf(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'message' in parsed
      ? String(parsed.message)
      : text;
  } catch {
    return text;
  }
}
