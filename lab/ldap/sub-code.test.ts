import { expect, test } from 'vitest';
import { subCodeOf } from './sub-code.ts';

test.each([
  ['80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e, v1db1', 1326],
  ['80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 775, v4563\u0000', 1909],
  ['80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 0, v1db1', 0],
  ['000004DC: LdapErr: DSID-0C0906E8, comment: In order to perform this, data 0, v1db1', undefined],
  ['', undefined],
])('%s', (text, number) => {
  expect(subCodeOf(text)).toBe(number);
});
