export { egressConfig, forGovernment, type EgressConfig } from './config.ts';
export { egressControl, type EgressControl } from './control.ts';
export { startEgress, type StartedEgress } from './egress.ts';
export type { FirewallPlace, StartedFirewall } from './firewall-front.ts';
