import type { BerWriter } from '@ldapjs/asn1';
import type { ExtensibleFilter, Filter, SubstringFilter } from './filter.ts';

const TAGS = { and: 0xa0, or: 0xa1, equal: 0xa3, atLeast: 0xa5, atMost: 0xa6, approximate: 0xa8 } as const;

/** Writes a filter; the counterpart of `readFilter`. */
export function writeFilter(writer: BerWriter, filter: Filter): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      writer.startSequence(TAGS[filter.kind]);
      for (const each of filter.filters) writeFilter(writer, each);
      return writer.endSequence();
    case 'not':
      writer.startSequence(0xa2);
      writeFilter(writer, filter.filter);
      return writer.endSequence();
    case 'present':
      return writer.writeString(filter.attribute, 0x87);
    case 'substring':
      return writeSubstring(writer, filter);
    case 'extensible':
      return writeExtensible(writer, filter);
    default:
      writer.startSequence(TAGS[filter.kind]);
      writer.writeString(filter.attribute);
      writer.writeBuffer(filter.value, 0x04);
      return writer.endSequence();
  }
}

function writeSubstring(writer: BerWriter, { attribute, initial, any, final }: SubstringFilter): void {
  writer.startSequence(0xa4);
  writer.writeString(attribute);
  writer.startSequence();
  if (initial !== undefined) writer.writeBuffer(initial, 0x80);
  for (const part of any) writer.writeBuffer(part, 0x81);
  if (final !== undefined) writer.writeBuffer(final, 0x82);
  writer.endSequence();
  writer.endSequence();
}

function writeExtensible(writer: BerWriter, { rule, attribute, value }: ExtensibleFilter): void {
  writer.startSequence(0xa9);
  if (rule !== undefined) writer.writeString(rule, 0x81);
  if (attribute !== undefined) writer.writeString(attribute, 0x82);
  writer.writeBuffer(value, 0x83);
  writer.endSequence();
}
