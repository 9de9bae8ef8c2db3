import { nearest } from '../../../words/nearest.ts';

/** A query option that the service would refuse (400, `BadRequest`). */
export class ODataError extends Error {
  readonly code = 'BadRequest';
  readonly statusCode = 400;
  constructor(message: string) {
    super(message);
    this.name = 'ODataError';
  }
}

/** Worded as the service words it, with the nearest name that there is. */
export function unknownProperty(name: string, entity: Entity): ODataError {
  const near = nearest(name, Object.keys(entity.properties));
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  return new ODataError(
    `Could not find a property named '${name.slice(0, 128)}' on type 'microsoft.graph.${entity.name}'.${hint}`,
  );
}

/** What a property's values compare as. */
export type PropertyType = 'text' | 'number' | 'boolean' | 'instant';

/** A resource type and the properties that queries may name, paths with `/`; `[]` after a name is a collection. */
export interface Entity {
  readonly name: string;
  readonly properties: Readonly<Record<string, PropertyType>>;
}
