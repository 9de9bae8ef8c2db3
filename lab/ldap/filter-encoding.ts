import type { BerWriter } from './ber-writer.ts';
import type { ExtensibleFilter, Filter, SubstringFilter } from './filter.ts';
import { Tag } from './tags.ts';

const TAGS = { and: 0xa0, or: 0xa1, equal: 0xa3, atLeast: 0xa5, atMost: 0xa6, approximate: 0xa8 } as const;

/** Writes a filter; the counterpart of `readFilter`. */
export function writeFilter(writer: BerWriter, filter: Filter): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return inside(writer, TAGS[filter.kind], () => {
        for (const each of filter.filters) writeFilter(writer, each);
      });
    case 'not':
      return inside(writer, 0xa2, () => writeFilter(writer, filter.filter));
    case 'present':
      return writer.text(filter.attribute, 0x87);
    case 'substring':
      return writeSubstring(writer, filter);
    case 'extensible':
      return writeExtensible(writer, filter);
    default:
      return inside(writer, TAGS[filter.kind], () => {
        writer.text(filter.attribute);
        writer.bytes(filter.value);
      });
  }
}

function writeSubstring(writer: BerWriter, { attribute, initial, any, final }: SubstringFilter): void {
  inside(writer, 0xa4, () => {
    writer.text(attribute);
    inside(writer, Tag.sequence, () => {
      if (initial !== undefined) writer.bytes(initial, 0x80);
      for (const part of any) writer.bytes(part, 0x81);
      if (final !== undefined) writer.bytes(final, 0x82);
    });
  });
}

function writeExtensible(writer: BerWriter, { rule, attribute, value }: ExtensibleFilter): void {
  inside(writer, 0xa9, () => {
    if (rule !== undefined) writer.text(rule, 0x81);
    if (attribute !== undefined) writer.text(attribute, 0x82);
    writer.bytes(value, 0x83);
  });
}

function inside(writer: BerWriter, tag: number, write: () => void): void {
  const start = writer.open(tag);
  write();
  writer.close(start);
}
