/** Attributes that nobody reads over LDAP, whoever asks ([MS-ADTS] 3.1.1.4.4), in lower case. */
const SECRET: ReadonlySet<string> = new Set([
  'unicodepwd',
  'ntpwdhistory',
  'dbcspwd',
  'lmpwdhistory',
  'supplementalcredentials',
  'trustauthincoming',
  'trustauthoutgoing',
  'initialauthincoming',
  'initialauthoutgoing',
  'currentvalue',
  'priorvalue',
  'userpassword',
  'msds-managedpassword',
]);

export function isSecret(key: string): boolean {
  return SECRET.has(key);
}
