import { request } from 'undici';
import { z } from 'zod';
import type { ControlReply, ControlTransport } from './control.ts';
import { controlFault, ControlUnreachableError } from './errors.ts';
import { messageOf } from './fault.ts';

/** Calls a component's control interface over the loopback control plane. Throws ControlUnreachableError. */
export function httpTransport(url: string, token: string, component: string): ControlTransport {
  return async (method, input) => {
    const target = `${url}/control/${encodeURIComponent(component)}/${encodeURIComponent(method)}`;
    const answer = await post(target, token, input).catch((error: unknown) => {
      throw new ControlUnreachableError(url, messageOf(error));
    });
    return replyIn(url, answer);
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function post(target: string, token: string, body: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await request(target, {
    method: 'POST',
    headers,
    body,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { status: response.statusCode, text: await response.body.text() };
}

function replyIn(url: string, { status, text }: Answer): ControlReply {
  if (status === 200) return { ok: text };
  if (status === 401) throw new ControlUnreachableError(url, 'it refuses the token');
  const refusal = faultIn(text);
  if (refusal === undefined) throw new ControlUnreachableError(url, `what is there answers ${status}`);
  return refusal;
}

const refused = z.object({ error: controlFault });

function faultIn(text: string): z.output<typeof refused> | undefined {
  try {
    return refused.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
