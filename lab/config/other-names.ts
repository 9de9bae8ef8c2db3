import { nearest } from '../words/nearest.ts';

/** What Active Directory, Entra and other tools call things that have a shorter key here; in lower case. */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    userprincipalname: ['upn'],
    samaccountname: ['sam', 'name'],
    username: ['sam', 'upn'],
    login: ['sam', 'upn'],
    cn: ['name'],
    dnsroot: ['domain'],
    dns: ['domain'],
    fqdn: ['domain'],
    host: ['host', 'name'],
    hostname: ['host', 'name'],
    machine: ['host', 'name'],
    name: ['host', 'domain'],
    dcs: ['domainControllers'],
    controllers: ['domainControllers'],
    ou: ['organizationalUnits'],
    ous: ['organizationalUnits'],
    units: ['organizationalUnits'],
    lockoutobservationwindow: ['observationWindow'],
    resetlockoutcounterafter: ['observationWindow'],
    window: ['observationWindow'],
    minpwdlength: ['minLength'],
    minpwdage: ['minAge'],
    maxpwdage: ['maxAge'],
    pwdhistorylength: ['history'],
    userworkstations: ['workstations'],
    member: ['members'],
    count: ['generate'],
    number: ['generate'],
    suffixes: ['upnSuffixes'],
    pta: ['passThrough'],
    type: ['authentication', 'role', 'scope'],
    kind: ['authentication', 'role', 'scope'],
    cmd: ['command'],
    program: ['command'],
    exec: ['command'],
    time: ['epoch'],
    start: ['epoch'],
    partner: ['with'],
  }),
);

/** Characters of a key that are looked at. */
const LONGEST = 64;

/** The known key that an unknown one most probably stands for: misspelt, called by another name, or with words around it. */
export function knownKey(key: string, known: readonly string[]): string | undefined {
  const called = (OTHER_NAMES.get(key.toLowerCase()) ?? []).find((name) => known.includes(name));
  return called ?? nearest(key, known) ?? surrounded(key, known);
}

/** `lockoutThreshold` for `threshold`, `netbiosName` for `netbios`: the longest that it ends or begins with. */
function surrounded(key: string, known: readonly string[]): string | undefined {
  const words = wordsOf(key);
  const isPart = (name: string): boolean => {
    const part = wordsOf(name);
    const [first, last] = [words.slice(0, part.length), words.slice(-part.length)];
    return [first, last].some((some) => some.join(' ') === part.join(' '));
  };
  return known.filter(isPart).toSorted((a, b) => b.length - a.length)[0];
}

/** `lockoutThreshold`, `lockout_threshold` and `lockout-threshold` have the same. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, LONGEST)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
