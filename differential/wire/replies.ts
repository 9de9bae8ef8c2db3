import type { Element } from './ber.ts';

export interface ReplyEntry {
  readonly dn: string;
  readonly attributes: ReadonlyMap<string, readonly Buffer[]>;
}

/** One message of a directory server's. */
export interface Reply {
  readonly id: number;
  readonly tag: number;
  /** Undefined for the parts of a search before its end. */
  readonly code?: number | undefined;
  readonly diagnostic: string;
  readonly entry?: ReplyEntry | undefined;
  /** responseName and responseValue of an extended answer. */
  readonly oid?: string | undefined;
  readonly value?: Buffer | undefined;
  readonly controls: readonly { readonly oid: string; readonly value?: Buffer | undefined }[];
}

/** Reads a message leniently: what a server answers is to be shown, not judged. */
export function readReply({ children }: Element): Reply {
  const [id, operation, controls] = children;
  const tag = operation?.tag ?? 0;
  const common = {
    id: id?.content.readIntBE(0, Math.min(id.content.length, 6)) ?? -1,
    tag,
    controls: (controls?.children ?? []).map(({ children: [oid, ...rest] }) => ({
      oid: textOf(oid),
      value: rest.find((each) => each.tag === 0x04)?.content,
    })),
  };
  if (tag === 0x64) return { ...common, diagnostic: '', entry: readEntry(operation) };
  if (tag === 0x73) return { ...common, diagnostic: '' };
  const [code, , diagnostic, ...rest] = operation?.children ?? [];
  return {
    ...common,
    code: code?.content[0] ?? -1,
    // Windows ends its texts with a NUL byte.
    diagnostic: textOf(diagnostic).replace(/\0$/, ''),
    oid: rest.find((each) => each.tag === 0x8a)?.content.toString(),
    value: rest.find((each) => each.tag === 0x8b)?.content,
  };
}

function readEntry(operation: Element | undefined): ReplyEntry {
  const [dn, attributes] = operation?.children ?? [];
  const read = (attributes?.children ?? []).map(({ children: [name, values] }) => {
    return [textOf(name), (values?.children ?? []).map(({ content }) => content)] as const;
  });
  return { dn: textOf(dn), attributes: new Map(read) };
}

function textOf(element: Element | undefined): string {
  return element?.content.toString('utf8') ?? '';
}
