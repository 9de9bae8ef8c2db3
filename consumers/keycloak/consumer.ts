import { join } from 'node:path';
import { Checks } from '../../programs/checks.ts';
import type { Consumer } from '../consumer.ts';
import { libraries, versionOf } from '../../programs/maven.ts';
import { administrate } from './administrate.ts';
import { federate } from './federation.ts';
import { connect } from './connect.ts';
import { signIns } from './sign-ins.ts';
import { startKeycloak, unpacked } from './server.ts';

const ARTIFACT = 'keycloak-quarkus-dist';

export const consumer: Consumer = {
  title: 'Keycloak, user federation of vendor Active Directory',
  kind: 'identity broker',
  prepare: async (cache) => {
    const folder = join(cache, 'keycloak');
    const lib = await libraries(new URL('pom.xml', import.meta.url), folder);
    const version = versionOf(lib, ARTIFACT);
    const home = await unpacked(join(lib, `${ARTIFACT}-${version}.zip`), folder, version);
    return {
      version,
      use: async (domain) => {
        await using keycloak = await startKeycloak(home, domain.trustFile);
        const checks = new Checks();
        const { admin } = keycloak;
        const federation = await federate(admin, domain);
        const stage = { admin, domain, federation, checks };
        await connect(stage);
        await signIns(stage);
        await administrate(stage);
        return checks.outcomes;
      },
    };
  },
};
