import { createTestForest, NOTHING_BEYOND } from '../domain/testing.ts';
import { Uac } from '../domain/user-account-control.ts';
import { proofByBind } from '../passwords/proof.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import type { Values } from '../store/object.ts';
import type { ForestSettings } from '../topology/settings.ts';
import { authenticate } from './authenticate.ts';

export const MINUTE = 60_000;
export const RIGHT = 'Right-Passw0rd';

/** Ada of `contoso.lab` at DC1 and DC2, lockout threshold 3, with whatever is said of her. */
export function estate(
  attributes: Record<string, Values> = {},
  settings: Partial<ForestSettings> = {},
  delayMs = 0,
) {
  const { forest, domain, clock } = createTestForest({ delayMs }, settings);
  const staff = domain.at('DC1').byKey('ou=staff\u0000dc=contoso\u0000dc=lab');
  const id = domain.newId();
  const password = passwordValues(undefined, { password: RIGHT, pwdLastSet: clock.now, historyLength: 24 });
  const common: Record<string, Values> = {
    objectclass: ['top', 'person', 'organizationalPerson', 'user'],
    samaccountname: ['ada'],
    userprincipalname: ['ada@example.com'],
    displayname: ['Ada Byron'],
    useraccountcontrol: [String(Uac.normalAccount)],
    accountexpires: ['9223372036854775807'],
    objectsid: [domain.newSid()],
  };
  const values = new Map([...Object.entries(common), ...password, ...Object.entries(attributes)]);
  for (const dc of ['DC1', 'DC2']) {
    domain.write(dc, { id, place: { parent: staff?.id ?? '', rdn: { type: 'CN', value: 'Ada' } }, values });
  }
  domain.replicateAll();
  const bind = (password: string, { dc = 'DC1', name = 'ada@example.com' } = {}) =>
    authenticate({
      ...{ forest, domain, dc, name },
      proof: proofByBind(Buffer.from(password)),
      workstation: 'AGENT1',
      surroundings: NOTHING_BEYOND,
    });
  const counters = (dc: string) => domain.at(dc).logons.read(id);
  const set = (changes: Record<string, Values>, dc = 'DC1'): void =>
    void domain.write(dc, { id, values: new Map(Object.entries(changes)) });
  return { forest, domain, clock, id, bind, counters, set };
}
