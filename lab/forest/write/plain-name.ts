import { guidText, sidText } from '../core/identifiers.ts';

const HEX = /^(?:[0-9a-f]{2})+$/i;

/**
 * One of the forms that a name may have, as the forest knows it: of `<GUID=…>;<SID=…>;CN=…` the first, ids as text
 * though they were sent as bytes in hexadecimal ([MS-ADTS] 3.1.1.3.1.2.4).
 */
export function plainName(name: string): string {
  const [, form = '', id = ''] = /^\s*<(GUID|SID)=([^>]{1,200})>/i.exec(name) ?? [];
  if (form === '') return name;
  return `<${form.toUpperCase()}=${textual(form.toUpperCase(), id)}>`;
}

/** The SID that a name consists of; undefined for other names. */
export function sidIn(name: string): string | undefined {
  return /^<SID=(S-1-[\d-]{1,180})>$/.exec(plainName(name))?.[1];
}

function textual(form: string, id: string): string {
  if (form === 'SID') return (HEX.test(id) ? sidText(Buffer.from(id, 'hex')) : undefined) ?? id.toUpperCase();
  return (HEX.test(id) ? guidText(Buffer.from(id, 'hex')) : undefined) ?? id.toLowerCase();
}
