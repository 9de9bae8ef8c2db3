import { order, passes, valueAt } from './evaluate.ts';
import type { Query, Sorting } from './query.ts';

type Entity = Readonly<Record<string, unknown>>;

/** What a collection request is answered with (OData JSON format 4.01, section 13). */
export interface Collection {
  readonly '@odata.context': string;
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Entity[];
}

/** Most entities that a filter looks at for one page: those beyond come with the next page, which may be empty. */
const MOST_SEEN = 100_000;

/**
 * One page of the entities that a query asks for. They are taken as they come, so that a long collection is not made for
 * a page of it, unless an order or a count asks for all.
 */
export function collect(entities: Iterable<Entity>, query: Query, url: URL): Collection {
  const whole = query.orderBy.length > 0 || query.count;
  const { page, more, total } = whole ? pageOfAll(entities, query) : pageOfStream(entities, query);
  return {
    '@odata.context': contextOf(url),
    ...(query.count && { '@odata.count': total }),
    ...(more !== undefined && { '@odata.nextLink': nextLink(url, more, query.pin) }),
    value: page.map((entity) => only(entity, query.select)),
  };
}

interface Page {
  readonly page: readonly Entity[];
  /** Where the next page starts; undefined at the end. */
  readonly more: number | undefined;
  readonly total: number;
}

function pageOfAll(entities: Iterable<Entity>, { filter, orderBy, skip, top }: Query): Page {
  const all = [...entities].filter((entity) => filter === undefined || passes(filter, entity));
  const sorted = orderBy.length === 0 ? all : all.toSorted((a, b) => compare(a, b, orderBy));
  const end = skip + top;
  return { page: sorted.slice(skip, end), more: end < sorted.length ? end : undefined, total: all.length };
}

/** Here `skip` counts the entities seen, those that did not pass among them. */
function pageOfStream(entities: Iterable<Entity>, { filter, skip, top }: Query): Page {
  const page: Entity[] = [];
  let seen = 0;
  for (const entity of entities) {
    if (page.length === top || seen - skip >= MOST_SEEN) return { page, more: seen, total: 0 };
    seen++;
    if (seen > skip && (filter === undefined || passes(filter, entity))) page.push(entity);
  }
  return { page, more: undefined, total: 0 };
}

function compare(a: Entity, b: Entity, orderBy: readonly Sorting[]): number {
  for (const { path, descending } of orderBy) {
    const [left, right] = [valueAt(a, path), valueAt(b, path)];
    const sign = isLiteral(right) ? order(left, right) : undefined;
    if (sign !== undefined && sign !== 0) return descending ? -sign : sign;
  }
  return 0;
}

function isLiteral(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** The entity with the properties that were selected; its id always. */
export function only(entity: Entity, select: readonly string[] | undefined): Entity {
  if (select === undefined) return entity;
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => name === 'id' || select.includes(name)),
  );
}

function contextOf({ origin, pathname }: URL): string {
  const [, version = '', ...path] = pathname.split('/');
  return `${origin}/${version}/$metadata#${path.join('/')}`;
}

function nextLink(url: URL, skip: number, pin: number | undefined): string {
  const next = new URL(url);
  for (const name of ['$skip', 'skip', '$skiptoken', 'skiptoken']) next.searchParams.delete(name);
  next.searchParams.set('$skiptoken', pin === undefined ? String(skip) : `${skip}-${pin}`);
  return next.href;
}
