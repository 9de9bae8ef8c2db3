import { setDefaultTimeout, setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import { runParameters } from '../../lab/report/run-parameters.ts';
import { ScenarioLimit } from '../../lab/report/scenario-limit.ts';
import { openStopReceiver, type StopReceiver } from '../../lab/report/stop-channel.ts';

/** What the limits need of a world: the run's parameters, and what it waits for at the moment. */
interface LimitedWorld {
  readonly parameters: unknown;
  readonly pending?: string | undefined;
}

/** A step or hook as cucumber calls it, with the world as `this`. */
type Definition = (this: LimitedWorld, ...args: unknown[]) => unknown;

/** What a step answers for cucumber to leave the rest of its scenario out: the run was told to stop before it. */
const SKIPPED = 'skipped';

/** Real milliseconds that hooks get for tidying up after the limit. */
const TIDYING_MS = 10_000;

const limits = new WeakMap<LimitedWorld, ScenarioLimit>();
let stop: StopReceiver | undefined;

// The scenario's own limit replaces cucumber's limit per step.
setDefaultTimeout(-1);

setDefinitionFunctionWrapper((definition: Definition) => {
  return async function limited(this: LimitedWorld, ...args: unknown[]): Promise<unknown> {
    const parameters = runParameters.safeParse(this.parameters);
    if (!parameters.success) return definition.apply(this, args);
    const { scenarioLimitMs, channel } = parameters.data;
    stop ??= openStopReceiver(channel);
    const limit = limits.get(this) ?? new ScenarioLimit(scenarioLimitMs);
    limits.set(this, limit);
    if (isTidying(this, args)) {
      return limit.hold(Promise.resolve(definition.apply(this, args)), this, stop, TIDYING_MS);
    }
    if (stop.reason !== undefined) return SKIPPED;
    return limit.hold(Promise.resolve(definition.apply(this, args)), this, stop);
  };
});

/** Hooks of the whole run have no world to attach to; After hooks alone are told the scenario's result. */
function isTidying(world: LimitedWorld, args: readonly unknown[]): boolean {
  const [hook] = args;
  if (!('attach' in world)) return true;
  return typeof hook === 'object' && hook !== null && 'result' in hook;
}
