import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';
import type { RoleName } from '../core/roles.ts';
import { admit, type AdminCall, type AdminOffice } from '../web/admin-office.ts';
import { BadRequest } from '../web/api-errors.ts';
import { permissionsFor } from './permissions.ts';
import { collect, type Collection } from './odata/collection.ts';
import { parseQuery, type Query, type QueryRules } from './odata/query.ts';

/** Who may read what an administrator of hybrid identity looks at. */
export const READERS = [
  'globalAdministrator',
  'hybridIdentityAdministrator',
  'authenticationAdministrator',
  'globalReader',
] as const satisfies readonly RoleName[];

/** Who may change how the tenant's users sign in. */
export const CHANGERS = [
  'globalAdministrator',
  'hybridIdentityAdministrator',
] as const satisfies readonly RoleName[];

export interface GraphCall extends AdminCall {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What the resources' routes are added to. */
export interface GraphService {
  readonly app: FastifyInstance;
  readonly admins: AdminOffice;
}

/** Answers a method of a path, in both versions unless the path names one, for holders of one of the roles. */
export function answer(
  { app, admins }: GraphService,
  method: HTTPMethods,
  path: string,
  roles: readonly RoleName[],
  handler: (call: GraphCall) => unknown,
): void {
  const paths = /^\/(v1\.0|beta)\//.test(path) ? [path] : [`/v1.0${path}`, `/beta${path}`];
  for (const url of paths) {
    app.route({
      method,
      url,
      handler: async (request, reply) => {
        const call = await admit(request, admins, roles, permissionsFor(method, path));
        return handler({ ...call, request, reply });
      },
    });
  }
}

type Entities = Iterable<Readonly<Record<string, unknown>>>;

/**
 * The page of a collection that a request asks for. Of one that grows at its beginning, `newest` is the entity that the
 * first page begins with, and the entities are those up to the query's own. Throws ODataError.
 */
export function page(
  { request }: GraphCall,
  entities: Entities | ((query: Query) => Entities),
  rules: QueryRules,
  newest?: number,
): Collection {
  const given = z.record(z.string(), z.unknown()).parse(request.query);
  const parsed = parseQuery(given, rules);
  const query = newest === undefined || parsed.pin !== undefined ? parsed : { ...parsed, pin: newest };
  return collect(typeof entities === 'function' ? entities(query) : entities, query, urlOf(request));
}

export function urlOf(request: FastifyRequest): URL {
  return new URL(request.url, `https://${request.host}`);
}

/** A parameter of the path. */
export function parameter({ request }: GraphCall, name: string): string {
  return z.record(z.string(), z.string()).parse(request.params)[name] ?? '';
}

/** The body, checked. Throws BadRequest, which names the place. */
export function body<T>({ request }: GraphCall, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) throw new BadRequest(z.prettifyError(parsed.error).slice(0, 1_000));
  return parsed.data;
}
