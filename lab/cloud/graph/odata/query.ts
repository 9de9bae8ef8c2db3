import { ODataError, unknownProperty, type Entity } from './errors.ts';
import { parseFilter, type Filter } from './filter.ts';

export type OptionName =
  '$filter' | '$select' | '$orderby' | '$top' | '$skip' | '$skiptoken' | '$count' | '$expand';

export interface Sorting {
  readonly path: string;
  readonly descending: boolean;
}

/** The query options of a request, checked (OData 4.01 URL conventions, section 5.1). */
export interface Query {
  readonly filter?: Filter;
  /** Top-level properties to show; all unless given. */
  readonly select?: readonly string[];
  readonly orderBy: readonly Sorting[];
  readonly top: number;
  /** Entities passed over: `$skip`, or where the page before ended. */
  readonly skip: number;
  /** The newest entity of the first page, where a collection grows at its beginning. */
  readonly pin?: number;
  readonly count: boolean;
  readonly expand: readonly string[];
}

export interface QueryRules {
  readonly entity: Entity;
  readonly options: readonly OptionName[];
  /** Entities on a page unless `$top` says fewer, and the most that `$top` may say. */
  readonly page: { readonly usual: number; readonly most: number };
  /** Navigation properties that `$expand` may name. */
  readonly expandable?: readonly string[];
}

type Given = Readonly<Record<string, unknown>>;

/** Throws ODataError for what the resource does not play, rather than ignoring it. */
export function parseQuery(given: Given, rules: QueryRules): Query {
  const option = reader(given, rules.options);
  const filter = option('$filter');
  const select = option('$select');
  return {
    ...(filter !== undefined && { filter: parseFilter(filter, rules.entity) }),
    ...(select !== undefined && { select: selection(select, rules.entity) }),
    orderBy: sortings(option('$orderby'), rules.entity),
    top: whole('$top', option('$top'), rules.page.usual, 1, rules.page.most),
    ...place(option('$skiptoken'), option('$skip')),
    count: flag(option('$count')),
    expand: expansions(option('$expand'), rules.expandable ?? []),
  };
}

/** Where to go on: `$skip`, or what the page before has said. */
function place(token: string | undefined, skip: string | undefined): Pick<Query, 'skip' | 'pin'> {
  const [before, pin] = token?.split('-') ?? [];
  const most = Number.MAX_SAFE_INTEGER;
  return {
    skip: whole('$skiptoken', before ?? skip, 0, 0, most),
    ...(pin !== undefined && { pin: whole('$skiptoken', pin, 0, 0, most) }),
  };
}

/** Option names compare without case and may lack their `$`, as the service takes them. */
function reader(given: Given, known: readonly OptionName[]): (name: OptionName) => string | undefined {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    const option = name.startsWith('$') ? name.toLowerCase() : `$${name.toLowerCase()}`;
    const wanted = known.find((one) => one === option);
    if (wanted === undefined) {
      if (!name.startsWith('$')) continue;
      throw new ODataError(`The query option '${name.slice(0, 64)}' is not supported here.`);
    }
    if (typeof value !== 'string' || found.has(wanted))
      throw new ODataError(
        `Query option '${wanted}' was specified more than once, but it must be specified at most once.`,
      );
    found.set(wanted, value);
  }
  return (name) => found.get(name);
}

function selection(text: string, entity: Entity): string[] {
  const tops = new Set(Object.keys(entity.properties).map((path) => path.replace(/[[/].*$/, '')));
  return text.split(',').map((part) => {
    const name = part.trim();
    const known = [...tops].find((one) => one.toLowerCase() === name.toLowerCase());
    if (known === undefined) throw unknownProperty(name, entity);
    return known;
  });
}

function sortings(text: string | undefined, entity: Entity): Sorting[] {
  if (text === undefined) return [];
  return text.split(',').map((part) => {
    const [name = '', direction = 'asc', ...more] = part.trim().split(/\s+/);
    const path = Object.keys(entity.properties).find((one) => one.toLowerCase() === name.toLowerCase());
    if (path === undefined) throw unknownProperty(name, entity);
    if (more.length > 0 || !['asc', 'desc'].includes(direction))
      throw new ODataError(`'${part.trim().slice(0, 64)}' is no ordering.`);
    return { path, descending: direction === 'desc' };
  });
}

function expansions(text: string | undefined, known: readonly string[]): string[] {
  if (text === undefined) return [];
  return text.split(',').map((part) => {
    const name = part.trim();
    if (!known.includes(name)) throw new ODataError(`'${name.slice(0, 64)}' cannot be expanded here.`);
    return name;
  });
}

function whole(
  name: OptionName,
  text: string | undefined,
  usual: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return usual;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new ODataError(
      `Invalid value '${text.slice(0, 64)}' for ${name}; it is a whole number from ${least} to ${most}.`,
    );
  return number;
}

function flag(text: string | undefined): boolean {
  if (text === undefined) return false;
  if (text !== 'true' && text !== 'false') throw new ODataError(`$count is true or false.`);
  return text === 'true';
}
