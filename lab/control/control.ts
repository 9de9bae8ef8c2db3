import { z } from 'zod';
import { ControlInputError, ControlOutputError } from './errors.ts';

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

/** Carries one call: JSON text in, JSON text out. */
export type ControlTransport = (method: string, input: string) => Promise<string>;

/** Nothing to say: the schema of a method without input, or without output. */
export const nothing = z.object({}).strict();

/** Declares one method; the types of both sides follow from the schemas. */
export function method<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): ControlMethod<I, O> {
  return { input, output };
}

/** The component's end: takes JSON text, checks it, calls the implementation, checks what it answers. */
export function serveControl<C extends ControlContract>(
  component: string,
  contract: C,
  implementation: ControlImplementation<C>,
): ControlTransport {
  return async (name, text) => {
    const declared = Object.hasOwn(contract, name) ? contract[name] : undefined;
    const implemented = implementation[name as keyof C];
    if (declared === undefined) throw new ControlInputError(component, name, 'there is no such method');
    const input = declared.input.safeParse(JSON.parse(text));
    if (!input.success) throw new ControlInputError(component, name, z.prettifyError(input.error));
    const answered: unknown = await implemented(input.data as z.output<C[keyof C]['input']>);
    const output = declared.output.safeParse(answered ?? {});
    if (!output.success) throw new ControlOutputError(component, name, z.prettifyError(output.error));
    return JSON.stringify(output.data ?? {});
  };
}

/** The caller's end of a transport. */
export function controlOver<C extends ControlContract>(contract: C, transport: ControlTransport): Control<C> {
  const call = (name: string) => async (input: unknown) => {
    const text = await transport(name, JSON.stringify(input ?? {}));
    return contract[name]?.output.parse(JSON.parse(text));
  };
  return Object.fromEntries(Object.keys(contract).map((name) => [name, call(name)])) as Control<C>;
}

/** Both ends in one process, with the same JSON between them as over HTTP, so that wiring changes no behaviour. */
export function inlineControl<C extends ControlContract>(
  component: string,
  contract: C,
  implementation: ControlImplementation<C>,
): Control<C> {
  return controlOver(contract, serveControl(component, contract, implementation));
}

/** A control as text, for whoever calls it from another process; the control itself checks both ways. */
export function relayControl<C extends ControlContract>(
  component: string,
  control: Control<C>,
): ControlTransport {
  return async (name, text) => {
    const call: unknown = Object.hasOwn(control, name) ? control[name as keyof C] : undefined;
    if (typeof call !== 'function') throw new ControlInputError(component, name, 'there is no such method');
    return JSON.stringify(await call(JSON.parse(text)));
  };
}
