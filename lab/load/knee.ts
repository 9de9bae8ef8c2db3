import type { Janitor } from '../processes/janitor.ts';
import { cpuFigures } from './core/costs.ts';
import { clientFigures } from './core/figures.ts';
import { judge } from './core/judge.ts';
import { nextStep, type Knee, type KneePlan, type NextStep } from './core/knee.ts';
import { trialOf } from './core/trial.ts';
import { underLoad } from './core/usage.ts';
import type { K6Binary } from './k6/binary.ts';
import { machineFacts } from './machine.ts';
import { measure, type Measurement } from './measure.ts';
import type { KneeReport, KneeRow, KneeStep } from './report/knee-report.ts';
import { GENERATOR, OTHERS } from './sampling/sampler.ts';
import type { Script } from './scripts.ts';
import { launcherName, startLoadLab, type LabOrder, type LoadLab } from './start-load-lab.ts';

/** A search for what so many agents carry. */
export interface KneeOrder extends Omit<LabOrder, 'agents'> {
  /** One search, in a lab of its own, for each number of agents. */
  readonly agentCounts: readonly number[];
  readonly plan: KneePlan;
  /** Real milliseconds that sign-ins arrive in each step. */
  readonly stepMs: number;
  readonly script: Script;
  readonly knobs: Readonly<Record<string, string>>;
  readonly k6: K6Binary;
}

export interface KneeHost {
  readonly janitor: Janitor;
  readonly signal: AbortSignal;
  readonly startedAt: Date;
  readonly onLab: (lab: LoadLab) => void;
  readonly onStep: (step: KneeStep) => void;
  readonly onRow: (row: KneeRow) => void;
}

/** Searches for each number of agents in turn. What had been found when the signal came is told all the same. */
export async function findKnees(order: KneeOrder, host: KneeHost): Promise<KneeReport> {
  const machine = machineFacts(order.k6.version);
  const rows: KneeRow[] = [];
  for (const agents of order.agentCounts) {
    if (host.signal.aborted) break;
    const row = await findKnee({ ...order, agents }, host);
    rows.push(row);
    host.onRow(row);
  }
  return {
    version: 1,
    kind: 'knee',
    seed: order.seed,
    launcher: launcherName(order),
    startedAt: host.startedAt.toISOString(),
    machine,
    p95LimitMs: order.plan.p95Ms,
    stepMs: order.stepMs,
    precision: order.plan.precision,
    knobs: order.knobs,
    rows,
  };
}

async function findKnee(order: KneeOrder & LabOrder, host: KneeHost): Promise<KneeRow> {
  await using stack = new AsyncDisposableStack();
  const lab = await startLoadLab(order, host.janitor, stack);
  host.onLab(lab);
  const search: Search = { steps: [], atRate: new Map() };
  await takeStep(order, host, lab, order.plan.start);
  for (;;) {
    const next = nextStep(order.plan, search.steps);
    if (next.kind === 'knee' || host.signal.aborted) return rowOf(lab, search, endOf(next));
    const measured = await takeStep(order, host, lab, next.rate);
    if (measured.ending === 'stopped') return rowOf(lab, search, endOf(next));
    const step = stepOf(order, next, measured);
    search.steps.push(step);
    if (step.verdict === 'carried') search.atRate.set(next.rate, measured);
    host.onStep(step);
  }
}

interface Search {
  readonly steps: KneeStep[];
  /** The last measurement at each rate that was carried. */
  readonly atRate: Map<number, Measurement>;
}

/** A search that was cut off has found nothing. */
function endOf(next: NextStep | Knee): Knee {
  return next.kind === 'knee'
    ? next
    : {
        kind: 'knee',
        rate: undefined,
        confirmed: false,
        atCeiling: false,
        limitedBy: ['the search was stopped'],
      };
}

/** A step is short: between seconds, too much of its edges would be counted. */
const STEP_SAMPLE_MS = 250;

/** The first is taken to warm the lab up, and not counted. */
function takeStep(order: KneeOrder, host: KneeHost, lab: LoadLab, rate: number): Promise<Measurement> {
  const { script, k6, plan, stepMs } = order;
  const knobs = {
    ...clientsFor(rate, plan.p95Ms),
    ...order.knobs,
    RATE: String(rate),
    DURATION: `${stepMs}ms`,
    THRESHOLD_P95_MS: String(plan.p95Ms),
  };
  return measure(lab, {
    script: script.path,
    knobs,
    k6,
    sampleMs: STEP_SAMPLE_MS,
    janitor: host.janitor,
    signal: host.signal,
  });
}

const FEWEST_CLIENTS = 20;

/**
 * Clients in hand from the start: as many as are busy when every sign-in takes half as long again as the limit. With
 * fewer, k6 makes new ones under load, and what it leaves out meanwhile would count against the lab.
 */
function clientsFor(rate: number, p95Ms: number): Record<string, string> {
  const vus = Math.ceil(Math.max(FEWEST_CLIENTS, (rate * p95Ms * 1.5) / 1_000));
  return { VUS: String(vus), MAX_VUS: String(vus * 2) };
}

function stepOf(
  { plan, stepMs }: KneeOrder,
  { rate, purpose }: NextStep,
  { summary, samples }: Measurement,
): KneeStep {
  const others = cpuFigures(underLoad(samples)).find(({ component }) => component === OTHERS)?.cores ?? 0;
  const trial = trialOf(summary, { rate, seconds: stepMs / 1_000, othersCores: others });
  return { ...trial, purpose, ...judge(trial, plan) };
}

function rowOf({ estate }: LoadLab, { steps, atRate }: Search, knee: Knee): KneeRow {
  const { rate, confirmed, atCeiling, limitedBy } = knee;
  const measured = rate === undefined ? undefined : atRate.get(rate);
  const cpu = measured === undefined ? [] : cpuFigures(underLoad(measured.samples));
  const of = (wanted: (component: string) => boolean): number | undefined => {
    const found = cpu.filter(({ component }) => wanted(component));
    return found.length === 0 ? undefined : found.reduce((sum, { perSignInMs = 0 }) => sum + perSignInMs, 0);
  };
  return {
    agents: estate.agents,
    registered: estate.registered,
    knee: rate,
    confirmed,
    atCeiling,
    limitedBy,
    latencyMs: measured === undefined ? undefined : clientFigures(measured.summary).latencyMs,
    cpu,
    labCpuMs: of((component) => component !== GENERATOR && component !== OTHERS),
    generatorCpuMs: of((component) => component === GENERATOR),
    coresBusy: measured === undefined ? undefined : cpu.reduce((sum, { cores }) => sum + cores, 0),
    othersCores: disturbance(steps, rate),
    payload: measured?.payload,
    steps,
  };
}

/** Cores that others took at the knee, or where it was found to end, whichever were more. */
function disturbance(steps: readonly KneeStep[], knee: number | undefined): number | undefined {
  const beyond = steps.filter(({ rate, verdict }) => verdict !== 'carried' && rate > (knee ?? 0));
  const next = Math.min(...beyond.map(({ rate }) => rate));
  const telling = steps.filter(({ rate }) => rate === knee || rate === next);
  return telling.length === 0 ? undefined : Math.max(...telling.map(({ othersCores }) => othersCores));
}
