import type { Person } from './person.ts';

type Read = (person: Person) => readonly string[];

/**
 * The attributes that describe a person, in the schema's spelling ([MS-ADA1], [MS-ADA3]), as text. What a domain
 * controller keeps of the account beside them (objectGUID, objectSid, userAccountControl, times) is not here.
 */
export const PERSON_ATTRIBUTES: Readonly<Record<string, Read>> = {
  cn: ({ cn }) => [cn],
  name: ({ cn }) => [cn],
  distinguishedName: ({ dn }) => [dn],
  givenName: ({ givenName }) => [givenName],
  sn: ({ surname }) => [surname],
  displayName: ({ displayName }) => [displayName],
  sAMAccountName: ({ sam }) => [sam],
  userPrincipalName: ({ upn }) => [upn],
  mail: ({ mail }) => [mail],
  mailNickname: ({ alias }) => [alias],
  proxyAddresses: ({ mail }) => [`SMTP:${mail}`],
  employeeID: ({ n }) => [String(100_000 + n)],
  department: ({ occupation }) => [occupation.department],
  title: ({ occupation }) => [occupation.title],
  company: ({ company }) => [company],
  telephoneNumber: ({ telephoneNumber }) => [telephoneNumber],
  l: ({ city }) => [city],
  c: ({ country }) => [country.c],
  co: ({ country }) => [country.co],
  countryCode: ({ country }) => [String(country.code)],
};

/** All of them at once. */
export function attributesOf(person: Person): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(PERSON_ATTRIBUTES).map(([name, read]) => [name, read(person)]));
}
