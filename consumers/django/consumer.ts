import { existsSync } from 'node:fs';
import { needPackages } from '../../programs/packages.ts';
import { pythonConsumer } from '../programs/python.ts';

/** Its LDAP is python-ldap, which pip builds over the headers of OpenLDAP and Cyrus SASL. */
export const consumer = pythonConsumer({
  title: 'django-auth-ldap on Django, over python-ldap',
  kind: 'framework',
  at: import.meta.url,
  distribution: 'django-auth-ldap',
  needs: () => {
    needPackages('/usr/include/ldap.h', ['libldap2-dev', 'libsasl2-dev']);
    if (!existsSync('/usr/bin/gcc')) needPackages('/usr/bin/gcc', ['gcc', 'libc6-dev']);
  },
});
