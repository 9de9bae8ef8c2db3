import { failureFacts } from '../history/failure.ts';
import type { CloudCredentials, CloudSession } from './cloud-session.ts';
import type { SignInMethod } from './core/method.ts';
import type { RecordEvent } from './record.ts';
import type { ConnectState } from './state.ts';

/** What the wizard needs of the world. */
export interface WizardPorts {
  signIn(admin: CloudCredentials, correlationId: string): Promise<CloudSession>;
  /** Throws RoleMissingError unless the service lets this administrator see the tenant's sign-in method. */
  checkRole(session: CloudSession): Promise<void>;
  /** Installs the authentication agent on this host unless it is there. */
  installAgent(session: CloudSession): Promise<void>;
  /** Throws NoActiveAgentError when the service reports none in time. */
  waitForActiveAgent(session: CloudSession): Promise<void>;
  setTenantMethod(session: CloudSession, method: SignInMethod): Promise<void>;
  uninstallAgent(): Promise<void>;
  readonly record: RecordEvent;
}

/**
 * The task `Change user sign-in`. The method is the tenant's, not the server's: run on a staging server it overrides
 * what the primary chose (deployment guide, step 2).
 */
export async function changeUserSignIn(
  ports: WizardPorts,
  state: ConnectState,
  method: SignInMethod,
  admin: CloudCredentials,
  correlationId: string,
): Promise<void> {
  ports.record('wizard.started', correlationId, { method, role: state.role });
  try {
    const session = await ports.signIn(admin, correlationId);
    await ports.checkRole(session);
    if (method === 'passThrough') await ports.installAgent(session);
    if (method === 'passThrough') await ports.waitForActiveAgent(session);
    await ports.setTenantMethod(session, method);
    state.method = method;
    if (method !== 'passThrough') await ports.uninstallAgent();
    ports.record('wizard.finished', correlationId, { method });
  } catch (error) {
    const { data, volatile } = failureFacts(error);
    ports.record('wizard.failed', correlationId, { method, ...data }, volatile);
    throw error;
  }
}
