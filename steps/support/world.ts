import type { Advice } from '../../lab/lockout-advice/index.ts';
import { RAISING } from '../../lab/report/scenario-limit.ts';
import { World, setWorldConstructor, type IWorldOptions } from '@cucumber/cucumber';
import type { ArrivalsResult } from '../../lab/devices/arrivals-plan.ts';
import type { SignInResult, Tokens } from '../../lab/devices/index.ts';
import type { Lab } from '../../lab/lab.ts';
import { startLab, type LabOptions } from '../../lab/launchers/index.ts';
import { runParameters, type RunParameters } from '../../lab/report/run-parameters.ts';
import { Application, type DeviceCode } from './application.ts';
import type { Measured } from './estimate.ts';
import { Internet } from './internet.ts';
import { shared } from './shared.ts';

/** What one scenario knows. Its lab starts with the first step that touches it. */
export class LabWorld extends World {
  /** What the scenario waits for now, for whoever has to say why it is late. */
  pending: string | undefined;
  /** Sign-ins in the order they were made. */
  readonly signIns: SignInResult[] = [];
  /** Facts that later steps of the scenario need, by name. */
  readonly notes = new Map<string, string>();
  /** Passwords that a reset took away, the oldest first. */
  readonly formerPasswords: string[] = [];
  /** Passwords that were set through the tenant, which is alone in knowing them; by user principal name. */
  readonly chosenPasswords = new Map<string, string>();
  /** The last tokens of each user who signed in, by user principal name. */
  readonly tokens = new Map<string, Tokens>();
  /** What a device shows its user. */
  device: DeviceCode | undefined;
  /** What the lockout adviser said last. */
  advice: Advice | undefined;
  /** What the load driver said last. */
  arrivals: ArrivalsResult | undefined;
  /** Bytes of sign-ins with more and more registered agents. */
  readonly measured: Measured[] = [];
  seed = 'scenario';
  #options: LabOptions | undefined;
  #lab: Promise<Lab> | undefined;
  #internet: Internet | undefined;
  readonly #unjudged = new Set<SignInResult>();

  /** What `ptalab run` says of the run; undefined when cucumber runs by itself. */
  readonly run: RunParameters | undefined;

  constructor(options: IWorldOptions) {
    super(options);
    this.run = runParameters.safeParse(options.parameters).data;
  }

  describeLab(options: LabOptions): void {
    if (this.#lab !== undefined)
      throw new Error('the lab of this scenario is already up: describe it in the first step');
    this.#options = options;
  }

  /** The scenario's own lab. */
  lab(): Promise<Lab> {
    this.#lab ??= this.#start();
    return this.#lab;
  }

  get started(): Promise<Lab> | undefined {
    return this.#lab;
  }

  /** The scenario's own client outside the corporate network. */
  async internet(): Promise<Internet> {
    const lab = await this.lab();
    this.#internet ??= new Internet(lab);
    return this.#internet;
  }

  /** An application that its users sign in to. */
  async application(): Promise<Application> {
    return new Application(await this.lab(), await this.internet());
  }

  /** Lab time in milliseconds. */
  async now(): Promise<number> {
    return (await (await this.lab()).clock.show()).now;
  }

  /** Waits on the lab clock, and remembers for what. */
  async until<T>(work: Promise<T>, what: string): Promise<T> {
    this.pending = what;
    const lab = await this.lab();
    const result = await lab.clock.until(work, what);
    this.pending = undefined;
    return result;
  }

  /** Keeps the result of a sign-in; one that fails must be judged by a later step. */
  record(result: SignInResult): void {
    this.signIns.push(result);
    if (result.outcome !== 'success') this.#unjudged.add(result);
    if (result.tokens !== undefined) this.tokens.set(result.upn.toLowerCase(), result.tokens);
  }

  /** The last sign-in. */
  lastSignIn(): SignInResult {
    const last = this.signIns.at(-1);
    if (last === undefined) throw new Error('nobody has signed in yet in this scenario');
    return last;
  }

  /** The last sign-in, by a step that judges how it ended. */
  judgedSignIn(): SignInResult {
    const last = this.lastSignIn();
    this.#unjudged.delete(last);
    return last;
  }

  /** Says that the calling step judges every sign-in so far. */
  judgeAll(): void {
    this.#unjudged.clear();
  }

  shownDevice(): DeviceCode {
    if (this.device === undefined) throw new Error('no device shows a code yet in this scenario');
    return this.device;
  }

  tokensOf(upn: string): Tokens {
    const found = this.tokens.get(upn.toLowerCase());
    if (found === undefined) throw new Error(`${upn} has no tokens yet in this scenario: sign in first`);
    return found;
  }

  givenAdvice(): Advice {
    if (this.advice === undefined)
      throw new Error('the lockout adviser has not been asked yet in this scenario');
    return this.advice;
  }

  lastArrivals(): ArrivalsResult {
    if (this.arrivals === undefined) throw new Error('no load driver has run yet in this scenario');
    return this.arrivals;
  }

  /** The first failed sign-in that no step has judged. */
  get unjudgedFailure(): string | undefined {
    const [first] = this.#unjudged;
    return first === undefined ? undefined : `${first.upn}: ${first.errorText ?? first.outcome}`;
  }

  async #start(): Promise<Lab> {
    this.pending = RAISING;
    const described = this.#options ?? { labFile: this.run?.labFile };
    const onStep = (component: string): void => {
      this.pending = `${RAISING}, which is starting ${component}`;
    };
    const launch = this.run?.launch;
    const lab = await startLab({ seed: this.seed, onStep, ...shared(launch), ...launch, ...described });
    this.pending = undefined;
    return lab;
  }
}

setWorldConstructor(LabWorld);
