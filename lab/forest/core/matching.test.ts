import { expect, test } from 'vitest';
import { parseFilter } from '../../ldap/filter-parser.ts';
import { FixedEntry } from './entry.ts';
import { sidBytes } from './identifiers.ts';
import { matches } from './matching.ts';

const SID = 'S-1-5-21-852821867-4186807498-2278444175-1394';
const finn = new FixedEntry('CN=finn,OU=Golden,DC=contoso,DC=lab', '', {
  objectClass: ['top', 'person', 'user'],
  sAMAccountName: ['finn'],
  displayName: ['Finn  Golden'],
  userAccountControl: ['512'],
  badPasswordTime: ['134398257095278330'],
  objectSid: [sidBytes(SID)],
  objectGUID: [Buffer.from('00ff2a5c', 'hex')],
  objectCategory: ['CN=Person,CN=Schema,CN=Configuration,DC=contoso,DC=lab'],
  memberOf: ['CN=inner,OU=Golden,DC=contoso,DC=lab'],
});

test.each([
  ['(sAMAccountName=FINN)', true],
  ['(displayName=finn golden)', true],
  ['(sAMAccountName=fi*)', true],
  ['(sAMAccountName=*i*nn)', true],
  ['(sAMAccountName=fin*inn)', false],
  ['(mail=*)', false],
  ['(!(nosuch=1))', true],
  ['(&(objectClass=user)(|(mail=*)(objectCategory=person)))', true],
  ['(userAccountControl:1.2.840.113556.1.4.803:=512)', true],
  ['(userAccountControl:1.2.840.113556.1.4.803:=514)', false],
  ['(userAccountControl:1.2.840.113556.1.4.804:=514)', true],
  ['(userAccountControl>=513)', false],
  ['(badPasswordTime>=99999999999999999)', true],
  [`(objectSid=${SID})`, true],
  ['(objectSid=S-1-5-99999999999)', false],
  ['(objectGUID=\\00\\ff\\2a\\5c)', true],
  ['(memberOf=cn=Inner, ou=golden,dc=contoso,dc=lab)', true],
  ['(memberOf:1.2.3:=1)', false],
])('%s is %s', (text, expected) => {
  expect(matches(parseFilter(text), finn)).toBe(expected);
});
