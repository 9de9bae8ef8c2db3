/** The part of the ldapjs client that tests use; it has no types of its own. */
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
