import { z } from 'zod';
import { controlFault } from '../control/errors.ts';
import { given, method, nothing, type Control } from '../control/control.ts';
import type { LinkReport } from '../links/link-book.ts';
import type * as Facts from './facts.ts';
import type * as Orders from './orders.ts';

const address = z.object({ host: z.string(), port: z.number().int() });
const which = z.object({ from: z.string(), to: z.string().optional() }).strict();
const slow = which.extend({
  latencyMs: z.number().nonnegative(),
  jitterMs: z.number().nonnegative().optional(),
  lossPercent: z.number().min(0).max(100).optional(),
});
const touched = z.object({ links: z.number() });

/** Where components run: this process, a child process or a container, each with one component in it. */
export const hostContract = {
  startForest: method(given<Orders.ForestOrder>(), given<Facts.ForestFacts>()),
  startCloud: method(given<Orders.CloudOrder>(), given<Facts.CloudFacts>()),
  startFederation: method(given<Orders.FederationOrder>(), given<Facts.FederationFacts>()),
  startExchange: method(given<Orders.ExchangeOrder>(), given<Facts.ExchangeFacts>()),
  startEgress: method(given<Orders.EgressOrder>(), given<Facts.EgressFacts>()),
  startConnect: method(given<Orders.ConnectOrder>(), nothing),
  /** Listens on real ports that many hosts share, in a container of its own. */
  expose: method(given<Orders.ExposeOrder>(), nothing),
  /** Listens on real ports for services that run on another host. */
  startGateway: method(given<Orders.GatewayOrder>(), nothing),
  /** Opens the ports of the firewall that runs here; `address` is its own, as those inside reach it (IPv4). */
  openFirewall: method(z.object({ address: z.string() }).strict(), nothing),
  /** Where a gateway carries a calling host's connections to a service; it refuses who has no route. */
  route: method(z.object({ service: z.string(), from: z.string(), address }).strict(), nothing),
  /** Where a calling host finds a service that runs here: a link of its own, opened at the first request. */
  open: method(z.object({ from: z.string(), service: z.string() }).strict(), address),
  /** Makes a calling host's link to a service whose listener many share, so that it can be cut before it is used. */
  meet: method(z.object({ from: z.string(), service: z.string() }).strict(), nothing),
  /** Tells of a calling host's addresses, so that a listener which many hosts share knows who calls. */
  introduce: method(z.object({ from: z.string(), addresses: z.array(z.string()) }).strict(), nothing),
  /** The links to what runs here. */
  links: method(nothing, given<{ readonly links: LinkReport[] }>()),
  cut: method(which, touched),
  hold: method(which, touched),
  restore: method(which, touched),
  slow: method(slow, touched),
  /** Starts an agent beside whatever runs here, as a child process. */
  startAgent: method(given<Orders.AgentOrder>(), given<Facts.AgentFacts>()),
  /** SIGKILL, SIGSTOP or SIGCONT to it. */
  signalAgent: method(z.object({ signal: z.enum(['SIGKILL', 'SIGSTOP', 'SIGCONT']) }).strict(), nothing),
  /** The last lines of its output so far, oldest first. */
  agentTail: method(nothing, z.object({ lines: z.array(z.string()) })),
  /** SIGTERM, then SIGKILL after so many real milliseconds; one that still starts is killed, and its start fails. */
  stopAgent: method(z.object({ graceMs: z.number() }).strict(), nothing),
  /** Answers when it has ended. */
  agentEnd: method(nothing, given<Facts.AgentEnd>()),
  /** Removes what it knew. */
  removeAgent: method(nothing, nothing),
  /**
   * Stops what runs here, however long it takes; what still starts is stopped once it has. For what has to clear up
   * outside of the lab: the rest is over in a moment when the connection ends.
   */
  stop: method(nothing, nothing),
  /** Closes every link from a host that has left the lab. */
  closeFrom: method(z.object({ from: z.string() }).strict(), nothing),
  /** Calls the control interface of the component that runs here, its input and output as JSON text. */
  call: method(
    z.object({ method: z.string(), input: z.string() }).strict(),
    z.union([z.object({ ok: z.string() }), z.object({ error: controlFault })]),
  ),
};

export type HostControl = Control<typeof hostContract>;

/** What a component host may ask its conductor. */
export const conductorContract = {
  /** Installs an agent on a host under an administrator's token, as Entra Connect's wizard does. */
  installAgent: method(
    z.object({ host: z.string(), token: z.string() }).strict(),
    z.object({ agentId: z.string() }),
  ),
  uninstallAgent: method(z.object({ host: z.string() }).strict(), nothing),
  hasAgent: method(z.object({ host: z.string() }).strict(), z.object({ installed: z.boolean() })),
  /** Password writeback: the Connect server that has it sets a password in the forest. */
  writePassword: method(
    given<Orders.PasswordOrder>(),
    z.object({ result: z.enum(['written', 'wrongOld', 'complexity', 'lockedOrDisabled', 'unreachable']) }),
  ),
};

export type ConductorControl = Control<typeof conductorContract>;
