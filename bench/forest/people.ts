import { guidText, sidText } from '../../lab/forest/core/identifiers.ts';
import { escapeFilterValue, type LdapClient } from '../../lab/ldap/client.ts';

/** Attributes that find one of many at once. */
export const SEARCHED = ['userPrincipalName', 'sAMAccountName', 'mail', 'objectGUID', 'objectSid'] as const;

/** Somebody of the population, by everything that names a person. */
export interface Person {
  readonly dn: string;
  readonly upn: string;
  readonly sam: string;
  readonly guid: string;
  readonly sid: string;
  /** Values as a filter has them. */
  readonly filters: Readonly<Record<(typeof SEARCHED)[number], string>>;
}

/** RID of the first invented person. */
const FIRST_RID = 200_000;
/** Prime, so that people are met in no order. */
const STRIDE = 7_919;

/** People from all of the population, met by their SIDs. */
export async function samplePeople(
  client: LdapClient,
  base: string,
  { users, count }: { readonly users: number; readonly count: number },
): Promise<Person[]> {
  const [domain] = await client.search({ base, scope: 'base', attributes: ['objectSid'] });
  const sid = domain?.bytes('objectSid');
  if (sid === undefined) throw new Error('the domain has no SID');
  const people: Person[] = [];
  for (let nth = 0; nth < count; nth++) {
    const place = (nth * STRIDE) % count;
    const filter = `(objectSid=${escaped(withRid(sid, FIRST_RID + Math.floor((place * users) / count)))})`;
    const [entry] = await client.search({ base, scope: 'sub', filter, attributes: [...SEARCHED] });
    if (entry === undefined) continue;
    const bytes = (key: string): Buffer => entry.bytes(key) ?? Buffer.alloc(0);
    const text = (key: string): string => entry.text(key) ?? '';
    const [upn, sam, mail] = [text('userPrincipalName'), text('sAMAccountName'), text('mail')];
    const [guid, own] = [bytes('objectGUID'), bytes('objectSid')];
    const filters = {
      ...{ userPrincipalName: escapeFilterValue(upn), sAMAccountName: escapeFilterValue(sam) },
      ...{ mail: escapeFilterValue(mail), objectGUID: escaped(guid), objectSid: escaped(own) },
    };
    people.push({ dn: entry.dn, upn, sam, guid: guidText(guid) ?? '', sid: sidText(own) ?? '', filters });
  }
  if (people.length === 0) throw new Error('nobody of the population was found');
  return people;
}

/** The domain's SID with one more part. */
function withRid(domain: Buffer, rid: number): Buffer {
  const sid = Buffer.concat([domain, Buffer.alloc(4)]);
  sid[1] = (domain[1] ?? 0) + 1;
  sid.writeUInt32LE(rid, domain.length);
  return sid;
}

function escaped(bytes: Buffer): string {
  return [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
}
