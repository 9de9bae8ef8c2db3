import type { ClientSecretCredentialOptions } from '@azure/identity';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { Answer, Call, Caller } from '../../empty-lab.fixture.ts';

/** What a client library sends, to the simulated service by its real names: the only seam that these tests put in. */
async function send(
  call: Caller,
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Answer> {
  const bare = Object.entries(headers).filter(
    ([name]) => !/^(content-(type|length)|connection|host)$/i.test(name),
  );
  const form = body === undefined ? undefined : Object.fromEntries(new URLSearchParams(body));
  const one: Call = {
    method: method === 'POST' ? 'POST' : 'GET',
    headers: Object.fromEntries(bare),
    ...(form && { form }),
  };
  return call(url, one);
}

function headersOf({ headers }: Answer): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** MSAL's `system.networkClient`. */
export function msalNetwork(call: Caller): INetworkModule {
  const exchange = async <T>(
    url: string,
    method: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> => {
    const answer = await send(call, url, method, options.headers ?? {}, options.body);
    return { headers: headersOf(answer), body: answer.json as T, status: answer.status };
  };
  return {
    sendGetRequestAsync: (url, options) => exchange(url, 'GET', options),
    sendPostRequestAsync: (url, options) => exchange(url, 'POST', options),
  };
}

/** `httpClient` of @azure/identity's options. */
export function azureHttp(call: Caller): NonNullable<ClientSecretCredentialOptions['httpClient']> {
  return {
    sendRequest: async (request) => {
      const { url, method, body } = request;
      const answer = await send(
        call,
        url,
        method,
        request.headers.toJSON(),
        typeof body === 'string' ? body : undefined,
      );
      const headers = request.headers;
      for (const name of Object.keys(headers.toJSON())) headers.delete(name);
      for (const [name, value] of Object.entries(headersOf(answer))) headers.set(name, value);
      return { request, status: answer.status, headers, bodyAsText: answer.text };
    },
  };
}

/** `fetch` of openid-client and oauth4webapi. */
export function fetchThrough(call: Caller) {
  return async (
    url: string,
    options: { method?: string; headers?: unknown; body?: unknown } = {},
  ): Promise<Response> => {
    const headers = Object.fromEntries(new Headers(options.headers as Record<string, string>).entries());
    const body = options.body instanceof URLSearchParams ? options.body.toString() : undefined;
    const answer = await send(call, url, options.method ?? 'GET', headers, body);
    return new Response(answer.text, { status: answer.status, headers: headersOf(answer) });
  };
}
