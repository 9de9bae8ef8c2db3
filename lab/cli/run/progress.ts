import { wallNow } from '../../clock/wall.ts';
import { RAISING } from '../../report/scenario-limit.ts';
import type {
  Attachment,
  GherkinDocument,
  Message,
  Pickle,
  StepResult,
  TestCase,
} from '../../report/messages.ts';
import { withCommandPlace, type LabText } from '../agent-command.ts';
import { describe, type Scenario } from './scenarios.ts';
import { lineOf, stepOf } from './step-check.ts';

/** `unknown`: it ended without having been carried out. */
export type Verdict = 'passed' | 'failed' | 'unknown';

/** What went wrong, and in which step. */
export interface Failure {
  readonly step: string;
  readonly place: string;
  /** With the stack, unless the error says by itself where the mistake is. */
  readonly message: string;
  readonly kind: FailureKind;
}

/** Whether the behaviour was wrong, the lab never came up, or the run was ended before anybody could tell. */
export type FailureKind = 'behaviour' | 'noLab' | 'cut';

export interface FinishedScenario extends Scenario {
  readonly verdict: Verdict;
  /** A step of it was carried out, not hooks alone. */
  readonly begun: boolean;
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
  begun: boolean;
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
  readonly #labTexts: readonly LabText[];

  /** The texts describe the default lab, for errors that point into it. */
  constructor(labTexts: readonly LabText[] = []) {
    this.#labTexts = labTexts;
  }

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

  /** Ends what is in progress, as unknown: nobody waits for it any more. */
  cutOff(reason: string): void {
    for (const { scenario, begun, history, startedMs } of this.#running.values()) {
      const place = `${scenario.uri}:${scenario.line}`;
      const failure = { step: 'in progress', place, message: reason, kind: 'cut' } as const;
      const ms = Math.max(0, Math.round(wallNow() - startedMs));
      this.finished.push({ ...scenario, verdict: 'unknown', begun, failure, history, ms });
    }
    this.#running.clear();
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
      begun: false,
      failure: undefined,
      history: undefined,
    });
  }

  #step({ testCaseStartedId, testStepId, testStepResult }: NonNullable<Message['testStepFinished']>): void {
    const running = this.#running.get(testCaseStartedId);
    if (running === undefined) return;
    if (testStepResult.status === 'SKIPPED') {
      if (running.verdict === 'passed') running.verdict = 'unknown';
      return;
    }
    const { pickleStepId } = running.testCase.testSteps.find(({ id }) => id === testStepId) ?? {};
    if (pickleStepId !== undefined) running.begun = true;
    if (testStepResult.status === 'PASSED') return;
    const failure = this.#failureOf(running, testStepId, testStepResult);
    running.failure ??= failure;
    running.verdict = running.failure.kind === 'cut' ? 'unknown' : 'failed';
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
      ...explain(result, [...docStringsOf(pickle, this.#documents.get(pickle.uri)), ...this.#labTexts]),
    };
  }

  #finish({
    testCaseStartedId,
    timestamp,
  }: NonNullable<Message['testCaseFinished']>): FinishedScenario | undefined {
    const running = this.#running.get(testCaseStartedId);
    if (running === undefined) return undefined;
    this.#running.delete(testCaseStartedId);
    const { scenario, verdict, begun, failure, history, startedMs } = running;
    const finished = {
      ...scenario,
      verdict,
      begun,
      failure,
      history,
      ms: Math.round(ms(timestamp) - startedMs),
    };
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

const KINDS: Readonly<Record<string, FailureKind>> = {
  RunStoppedError: 'cut',
  LabStartError: 'noLab',
  LabFileError: 'behaviour',
};

/** A scenario whose time was up before its lab was has seen no behaviour. */
function kindOf(type: string, message: string): FailureKind | undefined {
  const raising = type === 'ScenarioLimitError' && message.includes(RAISING);
  return raising ? 'noLab' : KINDS[type];
}

/** Errors whose text is written for the reader come without a stack. */
function explain(
  { message, status, exception }: StepResult,
  texts: readonly LabText[],
): Pick<Failure, 'message' | 'kind'> {
  const kind = exception === undefined ? undefined : kindOf(exception.type, message ?? '');
  if (kind !== undefined && exception?.message !== undefined)
    return { message: withCommandPlace(exception.message, texts), kind };
  return { message: message ?? status.toLowerCase(), kind: kind ?? 'behaviour' };
}

/** The scenario's doc strings, each with its place in the feature file. */
function docStringsOf(pickle: Pickle, document: GherkinDocument | undefined): LabText[] {
  return pickle.steps.flatMap(({ argument, astNodeIds }) => {
    const text = argument?.docString?.content;
    const at = stepOf(document, astNodeIds[0] ?? '')?.docString?.location;
    if (text === undefined || at === undefined) return [];
    return [{ text, file: pickle.uri, above: at.line, indent: (at.column ?? 1) - 1 }];
  });
}

function ms({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }): number {
  return seconds * 1_000 + nanos / 1_000_000;
}
