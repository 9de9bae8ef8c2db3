import { goProgram } from '../../programs/go.ts';
import type { Consumer } from '../consumer.ts';
import { atDomain } from '../programs/at-domain.ts';
import { describe } from '../programs/describe.ts';

export const consumer: Consumer = {
  title: 'go-ldap',
  kind: 'library',
  ...goProgram({ at: import.meta.url, module: 'github.com/go-ldap/ldap/v3' }, atDomain(describe)),
};
