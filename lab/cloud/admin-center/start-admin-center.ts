import type { Credential } from '../../pki/authority.ts';
import type { CloudNames } from '../login/names.ts';
import { startWebService, type StartedWebService } from '../web/web-service.ts';
import { adminCenterHost } from './names.ts';
import { readBuiltFiles, type BuiltFiles } from './built-files.ts';
import { adminCenterRoutes } from './routes.ts';

const BODY_LIMIT = 1_024;

/** Serves the admin center's built files (folder `admin-center`), read when somebody first asks for one. */
export function startAdminCenter(
  credential: Credential,
  names: CloudNames,
  read: () => BuiltFiles | undefined = readBuiltFiles,
): Promise<StartedWebService> {
  return startWebService({
    name: 'cloud/admin-center',
    credential,
    bodyLimit: BODY_LIMIT,
    hosts: [adminCenterHost(names.environment)],
    routes: (app) => adminCenterRoutes(app, names, read),
  });
}
