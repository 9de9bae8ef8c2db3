import { formatDuration } from '../../clock/duration.ts';
import type { Overview } from '../../desk/overview.ts';
import { columns } from './columns.ts';

export interface Status extends Overview {
  readonly seed: string;
  readonly clock: { readonly now: string; readonly mode: string };
  readonly events: number;
}

/** A status for people: what there is one of in a line each, then a table for each kind of part. */
export function statusText(status: Status): string {
  const { tenant, clock } = status;
  const head = [
    ['seed', status.seed],
    ['clock', `${clock.now}, ${clock.mode}`],
    ['tenant', `${tenant.name} (${tenant.id})`],
    ['sign-in', signInOf(tenant)],
    ['history', `${status.events} events`],
  ];
  const agents = status.agents.map((one) => [
    one.host,
    one.pid === null ? one.process : `${one.process} (${one.pid})`,
    one.tenant,
    one.lastReport ?? '–',
    one.agentId,
  ]);
  const controllers = status.domainControllers.map((one) => [
    one.name,
    one.running ? 'running' : 'stopped',
    `${one.connections}`,
    one.dnsName,
  ]);
  const domains = status.domains.map(({ name, authentication }) => [name, authentication]);
  return [
    columns(head),
    table(['agent', 'process', 'in the tenant', 'last report', 'id'], agents),
    table(['domain controller', 'state', 'connections', 'name'], controllers),
    table(['domain', 'authentication'], domains),
    table(['AD domain', 'lockout after', 'within', 'for'], status.lockouts.map(lockoutRow)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function signInOf({ passThrough, passwordHashSync }: Overview['tenant']): string {
  const onOff = (on: boolean): string => (on ? 'on' : 'off');
  return `pass-through authentication ${onOff(passThrough)}, password hash synchronization ${onOff(passwordHashSync)}`;
}

function lockoutRow({
  domain,
  threshold,
  observationWindow,
  duration,
}: Overview['lockouts'][number]): string[] {
  if (threshold === 0) return [domain, 'never', '–', '–'];
  const length = duration === 0 ? 'until unlocked' : formatDuration(duration);
  return [domain, `${threshold} wrong passwords`, formatDuration(observationWindow), length];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : columns([titles, ...rows]);
}
