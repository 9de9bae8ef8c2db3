import { z } from 'zod';
import { ControlError, type ControlFault } from './errors.ts';
import { implementationFault, inputFault, messageOf, outputFault } from './fault.ts';

/** One method of a control interface: JSON in, JSON out, both checked. */
export interface ControlMethod<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/** A component's whole control interface, by method name. */
export type ControlContract = Readonly<Record<string, ControlMethod>>;

/** What a caller holds: every method asynchronous, whatever lies between. */
export type Control<C extends ControlContract> = {
  readonly [M in keyof C]: (input: z.input<C[M]['input']>) => Promise<z.output<C[M]['output']>>;
};

/** What a component supplies. */
export type ControlImplementation<C extends ControlContract> = {
  readonly [M in keyof C]: (
    input: z.output<C[M]['input']>,
  ) => z.input<C[M]['output']> | void | Promise<z.input<C[M]['output']> | void>;
};

/** What comes back of a call: the output as JSON text, or why there is none. */
export type ControlReply = { readonly ok: string } | { readonly error: ControlFault };

/** Carries one call, its input as JSON text. Rejects only when the component cannot be reached. */
export type ControlTransport = (method: string, input: string) => Promise<ControlReply>;

/** Nothing to say: the schema of a method without input, or without output. */
export const nothing = z.object({}).strict();

/** What one program of the lab tells another of the same build, and nobody else could: its type is the contract. */
export function given<T extends object>(): z.ZodType<T, T> {
  return z.custom<T>((value) => typeof value === 'object' && value !== null);
}

/** Declares one method; the types of both sides follow from the schemas. */
export function method<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): ControlMethod<I, O> {
  return { input, output };
}

/** The component's end: takes JSON text, checks it, calls the implementation, checks what it answers. Never rejects. */
export function serveControl<C extends ControlContract>(
  component: string,
  contract: C,
  implementation: ControlImplementation<C>,
): ControlTransport {
  return async (name, text) => {
    const declared = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (declared === undefined) return { error: inputFault(component, name, NO_METHOD) };
    const input = checked(declared.input, text);
    if ('wrong' in input) return { error: inputFault(component, name, input.wrong) };
    let answered: unknown;
    try {
      answered = await implementation[name as keyof C](input.value as z.output<C[keyof C]['input']>);
    } catch (error) {
      return { error: implementationFault(component, name, error) };
    }
    const output = declared.output.safeParse(answered ?? {});
    if (!output.success) return { error: outputFault(component, name, z.prettifyError(output.error)) };
    return written(component, name, output.data);
  };
}

const NO_METHOD = 'there is no such method';

function checked(schema: z.ZodType, text: string): { value: unknown } | { wrong: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { wrong: `this is no JSON: ${messageOf(error)}` };
  }
  const result = schema.safeParse(json);
  return result.success ? { value: result.data } : { wrong: z.prettifyError(result.error) };
}

function written(component: string, name: string, output: unknown): ControlReply {
  try {
    return { ok: JSON.stringify(output ?? {}) };
  } catch (error) {
    return { error: outputFault(component, name, messageOf(error)) };
  }
}

/** The caller's end of a transport. Its calls reject with ControlError, or with what the transport rejects with. */
export function controlOver<C extends ControlContract>(
  component: string,
  contract: C,
  transport: ControlTransport,
): Control<C> {
  const call = (name: string, { output }: ControlMethod) => {
    return async (input: unknown) => {
      const reply = await transport(name, JSON.stringify(input ?? {}));
      if ('error' in reply) throw new ControlError(reply.error);
      const answer = checked(output, reply.ok);
      if ('wrong' in answer) throw new ControlError(outputFault(component, name, answer.wrong));
      return answer.value;
    };
  };
  const calls = Object.entries(contract).map(([name, declared]) => [name, call(name, declared)]);
  return Object.fromEntries(calls) as Control<C>;
}

/** Both ends in one process, with the same JSON between them as over HTTP, so that wiring changes no behaviour. */
export function inlineControl<C extends ControlContract>(
  component: string,
  contract: C,
  implementation: ControlImplementation<C>,
): Control<C> {
  return controlOver(component, contract, serveControl(component, contract, implementation));
}

/** A control as a transport, for whoever calls it from another process; the control itself checks both ways. */
export function relayControl<C extends ControlContract>(
  component: string,
  control: Control<C>,
): ControlTransport {
  return async (name, text) => {
    const call: unknown = Object.hasOwn(control, name) ? control[name as keyof C] : undefined;
    if (typeof call !== 'function') return { error: inputFault(component, name, NO_METHOD) };
    const input = checked(z.unknown(), text);
    if ('wrong' in input) return { error: inputFault(component, name, input.wrong) };
    try {
      return written(component, name, await call(input.value));
    } catch (error) {
      if (!(error instanceof ControlError)) return { error: implementationFault(component, name, error) };
      const { method: called, code, message } = error;
      return { error: { component: error.component, method: called, code, message } };
    }
  };
}
