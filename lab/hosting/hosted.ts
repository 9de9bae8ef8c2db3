import type { ControlTransport } from '../control/control.ts';
import type { StartedEgress } from '../egress/index.ts';
import type { Service } from '../links/service.ts';

/** A component that runs on a host, as the host knows it. */
export interface Hosted extends AsyncDisposable {
  /** For people: `the forest`. */
  readonly name: string;
  /** What other hosts may be given links to. */
  readonly services: readonly Service[];
  readonly control: ControlTransport;
  /** Of a firewall that hosts call through by themselves. */
  readonly openFirewall?: StartedEgress['openFirewall'];
}
