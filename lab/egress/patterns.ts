/** A destination in a rule: a name, or `*.` and the names under it, and the port it is for. */
export interface Pattern {
  readonly name: string;
  /** Undefined: any port that the proxy serves. */
  readonly port: number | undefined;
}

const PATTERN = /^(?:\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::\d{1,5})?$/i;

/** Whether the text is `name`, `*.name` or `*`, with or without `:port`. */
export function isPattern(text: string): boolean {
  return PATTERN.test(text);
}

/** Reads `*.msappproxy.net`, `crl3.digicert.com:80`, `*`. */
export function readPattern(text: string): Pattern {
  const [name = '', port] = text.toLowerCase().split(':');
  return { name, port: port === undefined ? undefined : Number(port) };
}

/** `*.example.net` stands for every name under example.net, at any depth, and not for example.net. */
export function matches(pattern: Pattern, hostname: string, port: number): boolean {
  if (pattern.port !== undefined && pattern.port !== port) return false;
  const name = hostname.toLowerCase();
  if (pattern.name === '*') return true;
  return pattern.name.startsWith('*.') ? name.endsWith(pattern.name.slice(1)) : name === pattern.name;
}
