import type { Comparison, Filter, Literal, TextTest } from './filter.ts';

/** Whether an entity as the service shows it passes a filter. Text compares without case, as in Graph. */
export function passes(filter: Filter, entity: unknown): boolean {
  switch (filter.kind) {
    case 'and':
      return passes(filter.left, entity) && passes(filter.right, entity);
    case 'or':
      return passes(filter.left, entity) || passes(filter.right, entity);
    case 'not':
      return !passes(filter.of, entity);
    case 'any': {
      const values = valueAt(entity, filter.path);
      return Array.isArray(values) && values.some((each) => passes(filter.of, each));
    }
    case 'in':
      return filter.among.some((each) => compares(valueAt(entity, filter.path), 'eq', each));
    case 'compare':
      return compares(valueAt(entity, filter.path), filter.by, filter.to);
    case 'test':
      return tests(valueAt(entity, filter.path), filter.by, filter.to);
  }
}

/** The value that a path such as `status/errorCode` leads to; the entity itself for the empty path. */
export function valueAt(entity: unknown, path: string): unknown {
  if (path === '') return entity;
  let value: unknown = entity;
  for (const name of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return value;
}

function compares(found: unknown, by: Comparison, to: Literal): boolean {
  if (by === 'eq') return order(found, to) === 0;
  if (by === 'ne') return order(found, to) !== 0;
  const sign = order(found, to);
  if (sign === undefined) return false;
  if (by === 'gt') return sign > 0;
  if (by === 'ge') return sign >= 0;
  return by === 'lt' ? sign < 0 : sign <= 0;
}

/** Below, equal or above; undefined when the two cannot be compared. */
export function order(found: unknown, to: Literal): number | undefined {
  if (found === undefined || found === null || to === null)
    return (found ?? null) === (to ?? null) ? 0 : undefined;
  if (typeof found === 'string' && typeof to === 'number') return sign(Date.parse(found) - to);
  if (typeof found === 'string' && typeof to === 'string')
    return compareText(found.toLowerCase(), to.toLowerCase());
  if (typeof found === 'number' && typeof to === 'number') return sign(found - to);
  return found === to ? 0 : undefined;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sign(difference: number): number | undefined {
  return Number.isNaN(difference) ? undefined : Math.sign(difference);
}

function tests(found: unknown, by: TextTest, to: string): boolean {
  if (typeof found !== 'string') return false;
  const [text, wanted] = [found.toLowerCase(), to.toLowerCase()];
  if (by === 'startswith') return text.startsWith(wanted);
  return by === 'endswith' ? text.endsWith(wanted) : text.includes(wanted);
}
