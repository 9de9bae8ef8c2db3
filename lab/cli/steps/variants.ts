/** A cucumber expression's parts: text, a value by its type, or a choice between texts. */
type Part =
  | { readonly kind: 'value'; readonly type: string }
  | { readonly kind: 'choice'; readonly texts: readonly string[] };

const LIMIT = 48;
const PARTS =
  /\{([^}]*)\}|\((?!\s*\))((?:\\.|[^)\\])*)\)|((?:\\.|[^\s{}()\\/])+(?:\/(?:\\.|[^\s{}()\\/])+)+)|[^\s{}()\\/]+|\\.|./gs;

/**
 * Texts that an expression fits, by its grammar (cucumber-expressions: parameters, optional text, alternatives, escapes):
 * with and without what is optional, each alternative, and the given values for each type. At most 48.
 */
export function variantsOf(expression: string, valuesOf: (type: string) => readonly string[]): string[] {
  let texts = [''];
  for (const part of partsOf(expression)) {
    const next = part.kind === 'value' ? valuesOf(part.type) : part.texts;
    texts = spread(texts.flatMap((text) => next.map((one) => text + one)));
  }
  return [...new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()))].filter((text) => text !== '');
}

function partsOf(expression: string): Part[] {
  return [...expression.matchAll(PARTS)].map(([text, type, optional, alternatives]): Part => {
    if (type !== undefined) return { kind: 'value', type };
    if (optional !== undefined) return { kind: 'choice', texts: [unescape(optional), ''] };
    if (alternatives === undefined) return { kind: 'choice', texts: [unescape(text)] };
    return { kind: 'choice', texts: alternatives.split(/(?<!\\)\//).map(unescape) };
  });
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** Thinned out evenly, so that what stands last varies as what stands first. */
function spread(texts: readonly string[]): string[] {
  if (texts.length <= LIMIT) return [...texts];
  // A step that shares no factor with the count meets every value of every part.
  let step = Math.floor(texts.length / LIMIT) + 1;
  while (commonFactor(step, texts.length) > 1) step++;
  return Array.from({ length: LIMIT }, (_, nth) => texts[(nth * step) % texts.length] ?? '');
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}
