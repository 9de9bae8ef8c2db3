import type { FastifyInstance } from 'fastify';
import type { Credential } from '../../pki/authority.ts';
import type { AdminOffice } from '../web/admin-office.ts';
import { answerErrors } from '../web/api-errors.ts';
import { startWebService, type StartedWebService } from '../web/web-service.ts';
import { allowPages } from './cross-origin.ts';
import { acceptJson } from './json-bodies.ts';
import { domainRoutes } from './resources/domains.ts';
import { federationConfigurationRoutes } from './resources/federation-configuration.ts';
import { groupRoutes } from './resources/groups.ts';
import { homeRealmPolicyRoutes } from './resources/home-realm-policies.ts';
import { organizationRoutes } from './resources/organization.ts';
import { passwordRuleRoutes } from './resources/password-rule-settings.ts';
import { publishingProfileRoutes } from './resources/publishing-profiles.ts';
import { rolloutPolicyRoutes } from './resources/rollout-policies.ts';
import { signInRoutes } from './resources/sign-ins.ts';
import { userinfoRoutes } from './resources/userinfo.ts';
import { userRoutes } from './resources/users.ts';

const BODY_LIMIT = 65_536;

/** The part of Microsoft Graph that an administrator of hybrid identity asks: a file for each resource. */
export function startGraph(
  credential: Credential,
  admins: AdminOffice,
  hosts: readonly string[],
): Promise<StartedWebService> {
  const routes = (app: FastifyInstance): void => {
    answerErrors(app, admins.clock, admins.chance);
    allowPages(app);
    acceptJson(app);
    const graph = { app, admins };
    domainRoutes(graph);
    federationConfigurationRoutes(graph);
    organizationRoutes(graph);
    userRoutes(graph);
    groupRoutes(graph);
    rolloutPolicyRoutes(graph);
    homeRealmPolicyRoutes(graph);
    passwordRuleRoutes(graph);
    publishingProfileRoutes(graph);
    signInRoutes(graph);
    userinfoRoutes(graph);
  };
  return startWebService({ name: 'cloud/graph', credential, bodyLimit: BODY_LIMIT, hosts, routes });
}
