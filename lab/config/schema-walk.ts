import { z } from 'zod';
import type { Path } from './problem.ts';

/** A schema without what surrounds it: defaults, optional, transforms. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return bare(schema.unwrap());
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap());
  if (schema instanceof z.ZodPipe) return bare(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  return schema;
}

/** The bare schema at a path, where the schema is that definite. */
export function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType | undefined {
  let here: z.core.$ZodType | undefined = bare(schema);
  for (const part of path) {
    here = here === undefined ? undefined : childOf(here, part);
  }
  return here;
}

function childOf(schema: z.core.$ZodType, part: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    const child: unknown = schema.shape[String(part)];
    return child instanceof z.ZodType ? bare(child) : undefined;
  }
  if (schema instanceof z.ZodArray) return bare(schema.element);
  return schema instanceof z.ZodRecord ? bare(schema.valueType) : undefined;
}

/** Keys that may be written at a path. */
export function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const here = schemaAt(schema, path);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}
