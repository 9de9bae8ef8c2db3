import type { ServerResponse } from 'node:http';
import { pageHeaders, type PageAnswer } from './passive/page.ts';

/** What a node answers. */
export interface Answer {
  readonly status: number;
  readonly type:
    'application/soap+xml' | 'text/xml' | 'text/html' | 'text/plain' | 'application/samlmetadata+xml';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

export function plain(status: number, body: string): Answer {
  return { status, type: 'text/plain', body };
}

export function html(answer: PageAnswer): Answer {
  return { status: answer.status, type: 'text/html', body: answer.page.text, headers: pageHeaders(answer) };
}

export function send(response: ServerResponse, { status, type, body, headers = {} }: Answer): void {
  response
    .writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
      ...(status === 413 && { connection: 'close' }),
    })
    .end(body);
}
