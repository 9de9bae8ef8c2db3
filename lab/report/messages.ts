import type { runCucumber } from '@cucumber/cucumber/api';

/** One message of cucumber's stream, as the run's callback receives it. */
export type Message = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];

export type Pickle = NonNullable<Message['pickle']>;
export type GherkinDocument = NonNullable<Message['gherkinDocument']>;
export type Attachment = NonNullable<Message['attachment']>;
export type TestCase = NonNullable<Message['testCase']>;
export type StepResult = NonNullable<Message['testStepFinished']>['testStepResult'];
