import type { ControlImplementation } from '../../control/control.ts';
import type { Json } from '../../history/event.ts';
import type { DecisionsContract } from './control.ts';
import type { SignInDesk } from './desk.ts';
import type { Directory } from './directory.ts';
import { UnknownNameError } from './errors.ts';
import { changePassword } from './password-changes/change-password.ts';
import { resetPassword } from './password-changes/reset-password.ts';
import { serveRolloutControl } from './rollout/serve-control.ts';
import type { CloudUser } from './user.ts';

type Implementation = ControlImplementation<DecisionsContract>;

/** Answers the control plane's questions about decisions from a tenant's state. */
export function serveDecisionsControl(desk: SignInDesk, directory: Directory): Implementation {
  return {
    ...serveRolloutControl(desk),
    ...policies(desk),
    ...passwords(desk, directory),
    ...users(desk),
  };
}

function tell(desk: SignInDesk, kind: string, data: Readonly<Record<string, Json>>): void {
  desk.history.append({ component: 'cloud', kind, data });
}

function policies(desk: SignInDesk) {
  const { homeRealm, access, users } = desk.tenant;
  return {
    setHomeRealmPolicy: ({ app, policy }) => {
      if (app === undefined) homeRealm.setOrganisation(policy ?? undefined);
      else homeRealm.setForApp(app, policy ?? undefined);
      tell(desk, 'policy.changed', { policy: 'homeRealmDiscovery', app: app ?? null });
    },
    putAccessPolicy: (policy) => {
      const { id, name } = access.put(policy);
      tell(desk, 'policy.changed', { policy: name, requires: policy.requires });
      return { id, name };
    },
    removeAccessPolicy: ({ name }) => {
      access.remove(name);
      tell(desk, 'policy.changed', { policy: name, requires: null });
    },
    setSecurityDefaults: ({ enabled }) => {
      access.securityDefaults = enabled;
      tell(desk, 'policy.changed', { policy: 'securityDefaults', enabled });
    },
    setSecondFactor: ({ upn, registered }) => access.setSecondFactor(users.get(upn).id, registered),
    setInterrupt: ({ upn, interrupt }) => access.setInterrupt(users.get(upn).id, interrupt ?? undefined),
  } satisfies Partial<Implementation>;
}

function passwords(desk: SignInDesk, directory: Directory) {
  const { tenant } = desk;
  return {
    setPasswordHashSync: ({ enabled }) => {
      tenant.setPasswordHashSync(enabled);
      tell(desk, 'passwordHashSync.changed', { enabled });
    },
    setPasswordWriteback: ({ enabled, licensed }) => {
      tenant.passwordSettings = { ...tenant.passwordSettings, writeback: enabled, licensed };
      tell(desk, 'writeback.changed', { enabled, licensed });
    },
    changePassword: async ({ upn, oldPassword, newPassword }) => {
      const user = tenant.users.get(upn);
      const correlationId = desk.newId();
      const changed = await changePassword({ user, oldPassword, newPassword, correlationId }, desk);
      if (changed.user !== undefined) {
        directory.learn(user.id, newPassword);
        return { code: 0 };
      }
      return { code: changed.code, ...(changed.text !== undefined && { text: changed.text }) };
    },
    resetPassword: async ({ upn, newPassword, mustChange }) => {
      const user = await resetPassword({ upn, newPassword, mustChange, correlationId: desk.newId() }, desk);
      directory.learn(user.id, newPassword);
    },
    expireCloudPassword: ({ upn }) => {
      change(desk, upn, { passwordExpiresAt: desk.clock.now() });
      tell(desk, 'password.expired', { upn });
    },
    revokeSessions: ({ upn }) => {
      change(desk, upn, { tokensValidFrom: desk.clock.now() });
      tell(desk, 'sessions.revoked', { upn });
    },
  } satisfies Partial<Implementation>;
}

function users(desk: SignInDesk) {
  const { users } = desk.tenant;
  return {
    setEnabled: ({ upn, enabled }) => {
      change(desk, upn, { enabled });
      tell(desk, 'user.changed', { upn, enabled });
    },
    deleteUser: ({ upn }) => {
      users.delete(upn, desk.clock.now());
      tell(desk, 'user.deleted', { upn });
    },
    restoreUser: ({ upn }) => {
      const deleted = users.bin.all(desk.clock.now());
      const found = deleted.find((user) => user.upn.toLowerCase() === upn.toLowerCase());
      if (found === undefined)
        throw new UnknownNameError(
          'deleted user',
          upn,
          deleted.map((user) => user.upn),
        );
      users.restore(found.id, desk.clock.now());
      tell(desk, 'user.restored', { upn });
    },
    deletedUsers: () =>
      users.bin.all(desk.clock.now()).map(({ id, upn, deletedAt }) => ({ id, upn, deletedAt })),
  } satisfies Partial<Implementation>;
}

function change({ tenant }: SignInDesk, upn: string, changes: Partial<CloudUser>): void {
  tenant.users.put({ ...tenant.users.get(upn), ...changes });
}
