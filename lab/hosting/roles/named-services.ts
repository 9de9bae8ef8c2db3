import type { Service } from '../../links/service.ts';
import type { NamedService } from '../facts.ts';

interface Host {
  readonly name: string;
  readonly port: number;
  readonly service: Service;
}

/** Each service once. */
export function distinct(hosts: readonly Host[]): Service[] {
  return [...new Set(hosts.map(({ service }) => service))];
}

/** The same with the services by name, as other processes know them. */
export function named(hosts: readonly Host[]): NamedService[] {
  return hosts.map(({ name, port, service }) => ({ name, port, service: service.name }));
}
