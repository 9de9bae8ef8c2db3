/** The part of ldapjs' codec that lab/ldap uses, and of the client that its tests use; neither has types of its own. */
declare module '@ldapjs/asn1' {
  /** Writes BER; sequences are opened and closed in pairs. */
  export class BerWriter {
    readonly buffer: Buffer;
    startSequence(tag?: number): void;
    endSequence(): void;
    writeBoolean(value: boolean, tag?: number): void;
    writeBuffer(bytes: Buffer, tag: number): void;
    writeEnumeration(value: number, tag?: number): void;
    writeInt(value: number, tag?: number): void;
    writeString(text: string, tag?: number): void;
  }
  const codec: { readonly BerWriter: typeof BerWriter };
  export default codec;
}

declare module 'ldapjs' {
  import type { EventEmitter } from 'node:events';
  import type { SecureContextOptions } from 'node:tls';

  interface SearchEntry {
    readonly pojo: { readonly objectName: string; readonly attributes: { type: string; values: string[] }[] };
  }
  interface Client extends EventEmitter {
    bind(name: string, password: string, done: (error: Error | null) => void): void;
    search(
      base: string,
      options: { scope: 'base' | 'one' | 'sub'; filter?: string; paged?: { pageSize: number } },
      done: (error: Error | null, search: EventEmitter) => void,
    ): void;
    unbind(done: (error: Error | null) => void): void;
  }
  const ldapjs: {
    createClient(options: {
      url: string;
      tlsOptions?: SecureContextOptions & { servername?: string };
    }): Client;
  };
  export default ldapjs;
  export type { Client, SearchEntry };
}
