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
  const { tenant, clock, lockout } = status;
  const head = [
    ['seed', status.seed],
    ['clock', `${clock.now}, ${clock.mode}`],
    ['tenant', `${tenant.name} (${tenant.id})`],
    ['sign-in', signInOf(tenant)],
    ...(lockout === null ? [] : [['AD lockout', lockoutText(lockout)]]),
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
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function signInOf({ passThrough, passwordHashSync }: Overview['tenant']): string {
  const onOff = (on: boolean): string => (on ? 'on' : 'off');
  return `pass-through authentication ${onOff(passThrough)}, password hash synchronization ${onOff(passwordHashSync)}`;
}

function lockoutText({ threshold, duration, observationWindow }: NonNullable<Overview['lockout']>): string {
  if (threshold === 0) return 'off';
  const window = formatDuration(observationWindow);
  return `after ${threshold} wrong passwords within ${window}, for ${formatDuration(duration)}`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : columns([titles, ...rows]);
}
