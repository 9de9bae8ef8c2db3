import { once, type EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import ldapjs, { type Client, type SearchEntry } from 'ldapjs';
import { expect, test } from 'vitest';
import { openForestBench, type ForestBench } from './testing.ts';

const ALICE = { sam: 'alice', upn: 'alice@contoso.com', name: 'Alice Golden', password: 'Right-1!' };

async function open(bench: ForestBench, service: 'ldap' | 'ldaps'): Promise<Client> {
  const url = `${service}://127.0.0.1:${await bench.portOf(`DC1/${service}`)}`;
  const client = ldapjs.createClient({
    url,
    tlsOptions: { ca: bench.authority.pem, servername: 'dc1.corp.contoso.com' },
  });
  await once(client, 'connect');
  return client;
}

async function namesFound(client: Client, base: string, filter: string): Promise<string[]> {
  const found = await new Promise<EventEmitter>((resolve, reject) => {
    client.search(base, { scope: 'sub', filter, paged: { pageSize: 10 } }, (error, search) => {
      if (error === null) resolve(search);
      else reject(error);
    });
  });
  const names: string[] = [];
  found.on('searchEntry', ({ pojo }: SearchEntry) => names.push(pojo.objectName));
  await once(found, 'end');
  return names;
}

test.each(['ldap', 'ldaps'] as const)(
  'an unmodified ldapjs client binds and searches over %s',
  async (service) => {
    await using bench = await openForestBench({ users: { generate: 25, named: [ALICE] } });
    const client = await open(bench, service);
    const bind = promisify(client.bind.bind(client));
    await bind('alice@contoso.com', 'Right-1!');
    await expect(bind('CORP\\alice', 'wrong')).rejects.toMatchObject({ code: 49 });
    await bind('CORP\\alice', 'Right-1!');
    expect(
      await namesFound(client, bench.forest.base, '(&(objectClass=user)(mail=*@contoso.com))'),
    ).toHaveLength(26);
    await promisify(client.unbind.bind(client))();
  },
);
