import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Pickle } from '../../report/messages.ts';

type PickleStep = Pickle['steps'][number];

/** A step definition as cucumber keeps it; its library's own type says nothing of what is in it. */
interface Definition {
  readonly id: string;
  readonly code: { readonly length: number };
  getInvocationParameters(request: object): Promise<{
    readonly parameters: readonly unknown[];
    readonly validCodeLengths: readonly number[];
    getInvalidCodeLengthMessage(): string;
  }>;
}

/**
 * What a step's function would be called with: values transformed, doc string or table last. Throws what a transformer
 * throws, and when the function takes another number of arguments.
 */
export async function argumentsOf(
  support: ISupportCodeLibrary,
  definitionId: string,
  step: PickleStep,
): Promise<readonly unknown[]> {
  const definition = definitionsOf(support).find(({ id }) => id === definitionId);
  if (definition === undefined) throw new Error('cucumber does not know the definition it has found');
  const invocation = await definition.getInvocationParameters({ step, world: { parameters: {} } });
  if (!invocation.validCodeLengths.includes(definition.code.length))
    throw new Error(invocation.getInvalidCodeLengthMessage());
  return invocation.parameters;
}

function definitionsOf(support: ISupportCodeLibrary): readonly Definition[] {
  const list = 'stepDefinitions' in support ? support.stepDefinitions : undefined;
  if (Array.isArray(list) && list.every(isDefinition)) return list;
  throw new Error('this version of cucumber keeps its step definitions elsewhere');
}

function isDefinition(value: unknown): value is Definition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'code' in value &&
    typeof value.code === 'function' &&
    'getInvocationParameters' in value
  );
}
