import type {
  Attachment,
  GherkinDocument,
  Message,
  Pickle,
  StepResult,
  TestCase,
} from '../../report/messages.ts';
import { describe, type Scenario } from './scenarios.ts';
import { lineOf } from './step-check.ts';

/** `unknown`: it ended without having been carried out. */
export type Verdict = 'passed' | 'failed' | 'unknown';

/** What went wrong, and in which step. */
export interface Failure {
  readonly step: string;
  readonly place: string;
  readonly message: string;
}

export interface FinishedScenario extends Scenario {
  readonly verdict: Verdict;
  /** Real milliseconds. */
  readonly ms: number;
  readonly failure: Failure | undefined;
  /** The history that its world attached, in reading order. */
  readonly history: string | undefined;
}

interface InProgress {
  readonly scenario: Scenario;
  readonly testCase: TestCase;
  readonly pickle: Pickle;
  readonly startedMs: number;
  verdict: Verdict;
  failure: Failure | undefined;
  history: string | undefined;
}

/** Follows a run through cucumber's messages; holds what is in progress and what has ended. */
export class RunProgress {
  readonly finished: FinishedScenario[] = [];
  /** Trouble outside every scenario: hooks of the whole run, a worker that died. */
  readonly troubles: string[] = [];
  readonly #documents = new Map<string, GherkinDocument>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #testCases = new Map<string, TestCase>();
  readonly #running = new Map<string, InProgress>();

  /** Scenarios in progress, oldest first. */
  get running(): readonly Scenario[] {
    return [...this.#running.values()].map(({ scenario }) => scenario);
  }

  /** Takes the next message; answers the scenario that it ended, if it ended one. */
  take(message: Message): FinishedScenario | undefined {
    if (message.gherkinDocument?.uri !== undefined)
      this.#documents.set(message.gherkinDocument.uri, message.gherkinDocument);
    if (message.pickle !== undefined) this.#pickles.set(message.pickle.id, message.pickle);
    if (message.testCase !== undefined) this.#testCases.set(message.testCase.id, message.testCase);
    if (message.testCaseStarted !== undefined) this.#start(message.testCaseStarted);
    if (message.testStepFinished !== undefined) this.#step(message.testStepFinished);
    if (message.attachment !== undefined) this.#attach(message.attachment);
    this.#takeTrouble(message);
    return message.testCaseFinished === undefined ? undefined : this.#finish(message.testCaseFinished);
  }

  #start({ id, testCaseId, timestamp }: NonNullable<Message['testCaseStarted']>): void {
    const testCase = this.#testCases.get(testCaseId);
    const pickle = testCase === undefined ? undefined : this.#pickles.get(testCase.pickleId);
    const document = pickle === undefined ? undefined : this.#documents.get(pickle.uri);
    if (testCase === undefined || pickle === undefined || document === undefined) return;
    const scenario = describe(pickle, document);
    this.#running.set(id, {
      scenario,
      testCase,
      pickle,
      startedMs: ms(timestamp),
      verdict: 'passed',
      failure: undefined,
      history: undefined,
    });
  }

  #step({ testCaseStartedId, testStepId, testStepResult }: NonNullable<Message['testStepFinished']>): void {
    const running = this.#running.get(testCaseStartedId);
    if (running === undefined || testStepResult.status === 'PASSED') return;
    if (testStepResult.status === 'SKIPPED') {
      if (running.verdict === 'passed') running.verdict = 'unknown';
      return;
    }
    running.verdict = 'failed';
    running.failure ??= this.#failureOf(running, testStepId, testStepResult);
  }

  /** A history is attached as plain text. */
  #attach({ testCaseStartedId = '', mediaType, contentEncoding, body }: Attachment): void {
    const running = this.#running.get(testCaseStartedId);
    if (running === undefined || mediaType !== 'text/plain') return;
    running.history = contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body;
  }

  #failureOf({ testCase, pickle, scenario }: InProgress, testStepId: string, result: StepResult): Failure {
    const { pickleStepId } = testCase.testSteps.find(({ id }) => id === testStepId) ?? {};
    const step = pickle.steps.find(({ id }) => id === pickleStepId);
    const node = step?.astNodeIds[0];
    const line = node === undefined ? scenario.line : lineOf(this.#documents.get(pickle.uri), node);
    return {
      step: step?.text ?? 'in a hook',
      place: `${pickle.uri}:${line}`,
      message: result.message ?? result.status.toLowerCase(),
    };
  }

  #finish({
    testCaseStartedId,
    timestamp,
  }: NonNullable<Message['testCaseFinished']>): FinishedScenario | undefined {
    const running = this.#running.get(testCaseStartedId);
    if (running === undefined) return undefined;
    this.#running.delete(testCaseStartedId);
    const { scenario, verdict, failure, history, startedMs } = running;
    const finished = { ...scenario, verdict, failure, history, ms: Math.round(ms(timestamp) - startedMs) };
    this.finished.push(finished);
    return finished;
  }

  #takeTrouble({ testRunHookFinished, testRunFinished }: Message): void {
    const hook = testRunHookFinished?.result;
    if (hook !== undefined && hook.status !== 'PASSED' && hook.status !== 'SKIPPED') {
      this.troubles.push(hook.message ?? 'a hook of the whole run failed');
    }
    const exception = testRunFinished?.exception;
    if (exception !== undefined)
      this.troubles.push(exception.stackTrace ?? exception.message ?? exception.type);
  }
}

function ms({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }): number {
  return seconds * 1_000 + nanos / 1_000_000;
}
