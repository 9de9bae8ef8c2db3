import type { PasswordSettings } from './password-changes/settings.ts';
import type { CloudUser } from './user.ts';

/**
 * The name that agents are handed. Where the name on premises is another one, the domain controller knows nobody of the
 * cloud's (documented: troubleshooting page, "the UPN differs"); the answer's row in the table says what that becomes.
 */
export function agentName(user: CloudUser, { agentName: which }: PasswordSettings): string {
  return which === 'onPremisesUserPrincipalName' ? (user.onPremisesUpn ?? user.upn) : user.upn;
}

/** Whether the name on premises is another one than the cloud's. */
export function namesDiffer({ upn, onPremisesUpn }: CloudUser): boolean {
  return onPremisesUpn !== undefined && onPremisesUpn.toLowerCase() !== upn.toLowerCase();
}
