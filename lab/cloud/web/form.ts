import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Reads form bodies, and any other as an empty form, as the service does: a client error, not a media type error. A body
 * that names no media type is a form: azure-identity for Java asks for device codes so.
 */
export function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, new URLSearchParams(String(body)));
    },
  );
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    done(null, jsonOf(String(body)));
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    const isNamed = request.headers['content-type'] !== undefined;
    done(null, new URLSearchParams(isNamed ? '' : String(body)));
  });
}

/** The form a request carried. */
export function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
