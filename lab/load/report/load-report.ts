import type { Threshold } from '../core/summary.ts';
import type { Series } from '../core/usage.ts';
import type { LoadExit } from '../core/verdict.ts';
import type { Machine } from '../machine.ts';

/** Milliseconds from the beginning of a sign-in to its end, as the client saw it. */
export interface Latency {
  readonly avg: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** One way of signing in: `managed`, `federated`, `cloudOnly`, `activeSync`, or whatever a script calls it. */
export interface FlowFigures {
  readonly flow: string;
  readonly signIns: number;
  readonly failed: number | undefined;
  readonly latencyMs: Latency | undefined;
}

/** What the clients saw. */
export interface ClientFigures {
  /** Sign-ins that ended, and those of them that did not end well. */
  readonly signIns: number;
  readonly failed: number;
  readonly perSecond: number;
  /** Arrivals that found no client free to begin them. */
  readonly dropped: number;
  readonly latencyMs: Latency | undefined;
}

/** CPU of one component over the whole load. */
export interface CpuFigures {
  readonly component: string;
  readonly cpuMs: number;
  /** Cores in use on average. */
  readonly cores: number;
  readonly perSignInMs: number | undefined;
}

export interface AgentFigures {
  readonly host: string;
  readonly signIns: number;
  readonly perSecond: number;
}

/** Bytes of JSON between the cloud and the agents, for each sign-in, beside the guide's estimate. */
export interface PayloadFigures {
  readonly registered: number;
  readonly requestBytes: number;
  readonly answerBytes: number;
  readonly guideRequestBytes: number;
  readonly guideAnswerBytes: number;
}

export interface Estate {
  readonly managed: number;
  readonly federated: number;
  readonly cloudOnly: number;
  readonly mail: number;
  /** Agents that run, and those registered with the tenant, running or not. */
  readonly agents: number;
  readonly registered: number;
}

/** One run of one script, as `load.json` has it. */
export interface LoadReport {
  readonly version: 1;
  readonly script: string;
  readonly seed: string;
  readonly launcher: string;
  readonly startedAt: string;
  /** Real milliseconds from the first sample to the last. */
  readonly durationMs: number;
  readonly ending: 'passed' | 'crossed' | 'stopped';
  readonly exitCode: LoadExit;
  readonly knobs: Readonly<Record<string, string>>;
  readonly machine: Machine;
  readonly estate: Estate;
  readonly clients: ClientFigures;
  readonly flows: readonly FlowFigures[];
  /** Sign-ins by AADSTS code as the cloud ended them; `0` is success. */
  readonly codes: Readonly<Record<string, number>>;
  readonly agents: readonly AgentFigures[];
  readonly cpu: readonly CpuFigures[];
  readonly payload: PayloadFigures | undefined;
  readonly thresholds: readonly Threshold[];
  readonly series: LoadSeries;
}

/** Over time; seconds since the load began. */
export interface LoadSeries {
  /** `p50`, `p95`, `p99` of each period, in milliseconds. */
  readonly latencyMs: readonly Series[];
  /** `arrivals` and `completions` per second. */
  readonly flow: readonly Series[];
  /** Sign-ins that each agent answered, per second. */
  readonly agents: readonly Series[];
  /** Cores in use by component. */
  readonly cores: readonly Series[];
}
