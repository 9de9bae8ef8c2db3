import { z } from 'zod';
import type { LabConfig } from '../../config/index.ts';
import { clockConfig } from '../../config/lab-config.ts';
import { given, method, nothing, type Control } from '../../control/control.ts';
import { arrivals, arrivalsResult } from '../../devices/arrivals-plan.ts';
import { programAnswer, programRequest, type SignInResult } from '../../devices/index.ts';
import type { LabProcess, Reach } from '../../lab.ts';

/** A lab as somebody else's conductor has raised it. */
export interface RaisedLab {
  readonly seed: string;
  readonly config: LabConfig;
  readonly tenantId: string;
  /** The lab CA, PEM. */
  readonly trust: string;
  readonly reach: Reach;
  /** Names of the components' control interfaces. */
  readonly controls: readonly string[];
  readonly connect: readonly string[];
  readonly administrator: string;
  /** Path and query under which the harness takes part in lab time. */
  readonly clockPath: string;
}

/** What a harness calls itself in all the labs of one run. */
const harness = z.string().min(1).max(200);
const clock = z.object({ now: z.number(), mode: z.enum(['frozen', 'flowing']) });
const moved = z.object({ from: z.number(), to: z.number(), fired: z.number() });
const hold = z.object({ id: z.number() }).strict();
const listedAgent = z.object({ id: z.string(), machineName: z.string(), status: z.string() });

/** A standing estate: whoever holds its token raises labs on it, one at a time, and does all that a lab can do. */
export const estateContract = {
  /** Takes down the lab that is up, and raises one from the text of a lab.yaml, or the default estate. */
  raise: method(
    z
      .object({
        harness,
        labText: z.string().max(1_000_000).optional(),
        seed: z.string().max(200).optional(),
        clock: clockConfig.optional(),
      })
      .strict(),
    given<RaisedLab>(),
  ),
  /** Takes down what that harness has raised; the estate's own lab comes up again. */
  lower: method(z.object({ harness }).strict(), nothing),
  leave: method(z.object({ harness }).strict(), nothing),
  signIn: method(
    z
      .object({
        client: z.enum(['oauth', 'browser', 'phone']),
        deviceId: z.string().max(200).optional(),
        upn: z.string().max(320),
        password: z.string().max(1_024),
        correlationId: z.string().max(200).optional(),
      })
      .strict(),
    given<SignInResult>(),
  ),
  /** A program's request, on a device where the estate stands. */
  ask: method(programRequest, programAnswer),
  convertDomain: method(
    z.object({ domain: z.string(), authentication: z.enum(['Managed', 'Federated']) }).strict(),
    nothing,
  ),
  setSignInMethod: method(z.object({ method: z.string() }).strict(), nothing),
  listAgents: method(nothing, z.object({ agents: z.array(listedAgent) })),
  arrivals: method(arrivals, arrivalsResult),
  processes: method(nothing, given<{ readonly processes: readonly LabProcess[] }>()),
  showClock: method(nothing, clock),
  advance: method(z.object({ ms: z.number().nonnegative() }).strict(), moved),
  settle: method(z.object({ doing: z.string().optional() }).strict(), nothing),
  freeze: method(nothing, nothing),
  flow: method(nothing, nothing),
  /** Begins to move frozen time whenever all is quiet, until it is released. */
  hold: method(z.object({ what: z.string(), limitMs: z.number().optional() }).strict(), hold),
  /** Answers when that hold is over; refuses with what the clock says when nothing can bring what is waited for. */
  held: method(hold, nothing),
  release: method(hold, nothing),
  status: method(nothing, z.object({ up: z.boolean(), seed: z.string() })),
};

export type EstateControl = Control<typeof estateContract>;
