import { checkCredentialsPresent } from './core/judgement.ts';
import type { Claims } from './core/claims.ts';
import { TrustRefusal } from './errors.ts';
import { locationOf, type Farm } from './farm.ts';
import type { AccountFacts, PdcNeed } from './directory.ts';
import type { LockoutConfig } from './config/lockout.ts';
import type { Visit } from './nodes/visit.ts';

/** A name and password against the forest, by the extranet lockout where they come from outside. Throws TrustRefusal. */
export async function authenticate(
  farm: Farm,
  visit: Visit,
  userName: string,
  password: string,
): Promise<Claims> {
  checkCredentialsPresent(userName, password);
  const { node, correlationId } = visit;
  const check = async (): Promise<Claims> => {
    try {
      const claims = await node.directory.checkPassword(userName, password, correlationId);
      write(farm, visit, 1202, userName);
      return claims;
    } catch (error) {
      if (error instanceof TrustRefusal && error.reason === 'failedAuthentication') {
        write(farm, visit, 1203, userName);
        write(farm, visit, 342, userName);
      }
      throw error;
    }
  };
  if (visit.inside || !node.lockout.enabled) return check();
  return guarded(farm, visit, userName, check);
}

async function guarded(
  farm: Farm,
  visit: Visit,
  userName: string,
  check: () => Promise<Claims>,
): Promise<Claims> {
  const { node, correlationId, addresses } = visit;
  const { account, counter } = await accountFacts(farm, visit, userName);
  const directoryCounter = (): Promise<typeof counter> => Promise.resolve(counter);
  return node.guard.guarded({ userName, account, addresses, correlationId, directoryCounter }, check);
}

/** Without AD's counter, a directory that is silent here only leaves the account to be counted by its name. */
async function accountFacts(farm: Farm, visit: Visit, userName: string): Promise<AccountFacts> {
  const need = pdcNeed(visit.node.lockout);
  try {
    return await visit.node.directory.account(userName, need);
  } catch (error) {
    if (need === 'required' || !(error instanceof TrustRefusal)) throw error;
    write(farm, visit, 563, userName);
    return { account: userName.toLowerCase(), counter: undefined };
  }
}

function pdcNeed({ mode, requirePdc }: LockoutConfig): PdcNeed {
  if (mode === 'ADFSSmartLockoutEnforce' || mode === 'ADFSSmartLockoutLogOnly') return 'any';
  return requirePdc ? 'required' : 'preferred';
}

function write(farm: Farm, visit: Visit, id: 342 | 563 | 1202 | 1203, userName: string): void {
  const { node, correlationId, addresses } = visit;
  const data = {
    userId: userName,
    networkLocation: locationOf(visit),
    ...(addresses.length > 0 && { ipAddress: addresses.join(',') }),
  };
  farm.parts.events.write(id, node.name, { correlationId, data });
}
