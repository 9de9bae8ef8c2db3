import type { FastifyServerOptions } from 'fastify';

/**
 * Fastify without its compilers of JSON schemas: the lab's surfaces check what comes with zod, and loading what is never
 * used would be a tenth of a cold start. A route with a schema cannot be added.
 */
export const NO_SCHEMAS = {
  schemaController: {
    compilersFactory: { buildValidator: () => refuse, buildSerializer: () => refuse },
  },
} satisfies FastifyServerOptions;

function refuse(): never {
  throw new Error('the surfaces of the lab have no JSON schemas: check what comes with zod');
}
