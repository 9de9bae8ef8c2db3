import { Before, type ITestCaseHookParameter } from '@cucumber/cucumber';
import { runParameters } from '../../lab/report/run-parameters.ts';
import { scenarioId } from '../../lab/report/scenario-id.ts';

/** What this needs of a world. */
interface ParameterizedWorld {
  readonly parameters: unknown;
  readonly log: (text: string) => unknown;
}

/** A scenario that cannot run on this launcher is left out, with the reason in the report. */
Before(function (
  this: ParameterizedWorld,
  { pickle, gherkinDocument }: ITestCaseHookParameter,
): string | undefined {
  const { notHere = {} } = runParameters.safeParse(this.parameters).data ?? {};
  const reason = notHere[scenarioId(pickle, gherkinDocument)];
  if (reason === undefined) return undefined;
  this.log(`not here: ${reason}`);
  return 'skipped';
});
