import { ODataError } from './errors.ts';

/** A piece of an expression (OData 4.01 URL conventions, section 5.1.1). */
export type Token =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'instant'; readonly value: number }
  | { readonly kind: 'name' | 'mark'; readonly value: string };

const LONGEST = 2_048;
const MOST = 256;
const BLANK = /\s+/y;
const TEXT = /'((?:[^']|'')*)'/y;
const INSTANT = /\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)?)?(?![\w-])/y;
const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/iy;
const NUMBER = /-?\d{1,15}(\.\d{1,15})?(?![\w.-])/y;
const NAME = /[A-Za-z_@][\w.@]*(\/[A-Za-z_][\w.]*)*/y;
const MARK = /[(),:]/y;

/** Throws ODataError. */
export function tokensOf(expression: string): Token[] {
  if (expression.length > LONGEST)
    throw new ODataError(`The query option is longer than ${LONGEST} characters.`);
  const tokens: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    const blank = match(BLANK, expression, at);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const [token, length] = tokenAt(expression, at);
    if (tokens.length === MOST) throw new ODataError(`The query option has more than ${MOST} parts.`);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function tokenAt(expression: string, at: number): [Token, number] {
  const text = match(TEXT, expression, at);
  if (text !== undefined)
    return [{ kind: 'text', value: text.slice(1, -1).replaceAll("''", "'") }, text.length];
  const guid = match(GUID, expression, at);
  if (guid !== undefined) return [{ kind: 'text', value: guid }, guid.length];
  const instant = match(INSTANT, expression, at);
  if (instant !== undefined) return [{ kind: 'instant', value: millisecondsOf(instant) }, instant.length];
  const number = match(NUMBER, expression, at);
  if (number !== undefined) return [{ kind: 'number', value: Number(number) }, number.length];
  const name = match(NAME, expression, at);
  if (name !== undefined) return [{ kind: 'name', value: name }, name.length];
  const mark = match(MARK, expression, at);
  if (mark !== undefined) return [{ kind: 'mark', value: mark }, mark.length];
  throw new ODataError(`Syntax error at position ${at} in '${expression.slice(0, 256)}'.`);
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** A date alone is its midnight in UTC. */
function millisecondsOf(instant: string): number {
  const zoned = /T.*(Z|[+-]\d\d:\d\d)$/.test(instant) || !instant.includes('T') ? instant : `${instant}Z`;
  const milliseconds = Date.parse(zoned);
  if (Number.isNaN(milliseconds)) throw new ODataError(`'${instant}' is no date and time.`);
  return milliseconds;
}
