/** An entry that a tool has printed as LDIF (RFC 2849): values by attribute name in lower case. */
export interface PrintedEntry {
  readonly dn: string;
  readonly values: ReadonlyMap<string, readonly Buffer[]>;
}

/** Entries of LDIF; comments and change records are left out. */
export function entriesIn(ldif: string): PrintedEntry[] {
  const unfolded = ldif.replace(/\r?\n /g, '');
  return unfolded.split(/\n\s*\n/).flatMap((block) => {
    const lines = block.split('\n').filter((line) => /^[A-Za-z0-9;=.*-]+:/.test(line));
    const [first, ...rest] = lines.map(lineOf);
    if (first?.name !== 'dn') return [];
    const values = new Map<string, Buffer[]>();
    for (const { name, value } of rest) values.set(name, [...(values.get(name) ?? []), value]);
    return [{ dn: first.value.toString('utf8'), values }];
  });
}

/** Values of an attribute as text, in the order they came. */
export function textsOf(entry: PrintedEntry | undefined, name: string): string[] {
  return (entry?.values.get(name.toLowerCase()) ?? []).map((value) => value.toString('utf8'));
}

/** A line of LDIF for any value. */
export function line(name: string, value: string | Buffer): string {
  return `${name}:: ${Buffer.from(value).toString('base64')}`;
}

/** What `unicodePwd` takes: the password in quotation marks, UTF-16LE ([MS-ADTS] 3.1.1.3.1.5). */
export function unicodePassword(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le');
}

function lineOf(text: string): { name: string; value: Buffer } {
  const [, name = '', kind = ':', value = ''] = /^([^:]+)(::?) ?(.*)$/.exec(text) ?? [];
  return { name: name.toLowerCase(), value: Buffer.from(value, kind === '::' ? 'base64' : 'utf8') };
}
