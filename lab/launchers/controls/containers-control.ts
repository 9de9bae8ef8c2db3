import { z } from 'zod';
import {
  inlineControl,
  method,
  nothing,
  type Control,
  type ControlImplementation,
} from '../../control/control.ts';

const host = z.object({ host: z.string() }).strict();
const container = z.object({
  /** The host in the lab: `DC1`, `AGENT1`, `cloud`. */
  host: z.string(),
  /** The container's own id. */
  id: z.string(),
  state: z.enum(['running', 'paused', 'exited']),
  connected: z.boolean(),
});

/** The containers of a lab: what happens to machines rather than to programs. */
export const containersContract = {
  list: method(nothing, z.object({ containers: z.array(container) })),
  /** SIGKILL to all that runs in it. Not for agents' machines: see the agents control. */
  kill: method(host, nothing),
  /** Starts one that was killed, as the same machine: a domain controller's, or the Web Application Proxy's. */
  start: method(host, nothing),
  /** Every process of it stands still: connections stay, nothing is answered. Not for agents' machines. */
  pause: method(host, nothing),
  unpause: method(host, nothing),
  /** Pulls the cable of an agent's machine, where that agent lives by the wall: it is in no network. */
  disconnect: method(host, nothing),
  /** Plugs it in again, under the address it had. */
  reconnect: method(host, nothing),
  status: method(nothing, z.object({ containers: z.number(), image: z.string() })),
};

export type ContainersControl = Control<typeof containersContract>;

export function containersControl(
  implementation: ControlImplementation<typeof containersContract>,
): ContainersControl {
  return inlineControl('containers', containersContract, implementation);
}
