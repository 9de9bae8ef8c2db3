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
  /** The host in the lab: `DC1`, `AGENT1`, `cloud`, `relay`. */
  host: z.string(),
  /** The container's own id. */
  id: z.string(),
  state: z.enum(['running', 'paused', 'exited']),
  connected: z.boolean(),
});

/** The containers of a lab: what happens to machines rather than to programs. */
export const containersContract = {
  list: method(nothing, z.object({ containers: z.array(container) })),
  /** SIGKILL to all that runs in it. */
  kill: method(host, nothing),
  /** Starts one that was killed, as the same machine. */
  start: method(host, nothing),
  /** Every process of it stands still: connections stay, nothing is answered. */
  pause: method(host, nothing),
  unpause: method(host, nothing),
  /** Pulls its cable: it is in none of the estate's networks. */
  disconnect: method(host, nothing),
  reconnect: method(host, nothing),
  status: method(nothing, z.object({ containers: z.number(), image: z.string() })),
};

export type ContainersControl = Control<typeof containersContract>;

export function containersControl(
  implementation: ControlImplementation<typeof containersContract>,
): ContainersControl {
  return inlineControl('containers', containersContract, implementation);
}
