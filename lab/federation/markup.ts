/** XML or HTML text that is safe to embed as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute; what XML 1.0 cannot hold becomes U+FFFD. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A template whose values are escaped unless they are markup themselves. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Markup)[]
): Markup {
  const filled = values.map((value) => (value instanceof Markup ? value.text : escapeMarkup(String(value))));
  return new Markup(parts.map((part, index) => part + (filled[index] ?? '')).join(''));
}

/** Pieces one after another, with nothing in between. */
export function joined(...parts: readonly Markup[]): Markup {
  return new Markup(parts.map(({ text }) => text).join(''));
}
