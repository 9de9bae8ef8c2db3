import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsumedDomain, Endpoint, Person } from '../consumer.ts';
import { entriesIn, type PrintedEntry } from '../ldif.ts';
import { runProgram, type ProgramEnd } from '../../programs/program.ts';

export interface Asked {
  /** Nobody: an anonymous bind. */
  readonly as?: Person | undefined;
  /** A name to bind with other than the DN. */
  readonly name?: string;
  readonly over?: 'ldap' | 'ldaps' | 'gc' | 'gcs';
  readonly input?: string;
}

/** The tools of OpenLDAP as an administrator's shell calls them. */
export class Tools {
  readonly domain: ConsumedDomain;

  constructor(domain: ConsumedDomain) {
    this.domain = domain;
  }

  /** @param args all but who binds and where */
  async run(tool: string, args: readonly string[], asked: Asked = {}): Promise<ProgramEnd> {
    const { as, name = as?.dn, over = 'ldaps', input } = asked;
    const bind = as === undefined ? [] : ['-D', name ?? '', '-y', this.#passwordFile(as)];
    return runProgram({
      command: tool,
      args: ['-x', '-o', 'ldif_wrap=no', '-H', url(this.domain[over], over), ...bind, ...args],
      env: {
        LDAPTLS_CACERT: this.domain.trustFile,
        LDAPBASE: this.domain.base,
        LDAPCONF: '/dev/null',
      },
      ...(input === undefined ? {} : { input }),
    });
  }

  /** Searches as the administrator unless told otherwise; throws when the tool does not end with 0. */
  async search(args: readonly string[], asked: Asked = {}): Promise<PrintedEntry[]> {
    const administrator = this.domain.person('Administrator');
    const { code, stdout, stderr } = await this.run('ldapsearch', ['-LLL', ...args], {
      as: administrator,
      ...asked,
    });
    if (code !== 0)
      throw new Error(`ldapsearch ${args.join(' ')} ended with ${code}: ${stderr.trim() || stdout.trim()}`);
    return entriesIn(stdout);
  }

  /** As the administrator; throws when the tool does not end with 0. */
  async change(tool: string, args: readonly string[], ldif?: string): Promise<void> {
    const as = this.domain.person('Administrator');
    const asked = ldif === undefined ? { as } : { as, input: ldif };
    const { code, stderr } = await this.run(tool, args, asked);
    if (code !== 0) throw new Error(`${tool} ended with ${code}: ${stderr.trim()}`);
  }

  #passwordFile({ sam, password }: Person): string {
    const file = join(this.domain.folder, `password-${sam}-${password.length}`);
    writeFileSync(file, password, { mode: 0o600 });
    return file;
  }
}

/** By number: libldap takes `localhost` for the name of this machine (ldap_int_tls_connect), which no certificate bears. */
function url({ port }: Endpoint, over: string): string {
  return `${over.endsWith('s') ? 'ldaps' : 'ldap'}://127.0.0.1:${port}`;
}

/** Throws unless the tool ended with this result code of LDAP and said that. */
export function expectEnd({ code, stdout, stderr }: ProgramEnd, result: number, said: string | RegExp): void {
  const text = `${stdout}\n${stderr}`;
  const matches = typeof said === 'string' ? text.includes(said) : said.test(text);
  if (code === result && matches) return;
  throw new Error(
    `expected it to end with ${result} and to say ${said}, it ended with ${code}: ${text.trim().slice(-400)}`,
  );
}
