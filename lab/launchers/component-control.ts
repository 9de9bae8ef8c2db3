import { controlOver, type Control, type ControlContract } from '../control/control.ts';
import type { EstateHost } from './estate-host.ts';

/** The control interface of the component that runs on a host. */
export function controlOn<C extends ControlContract>(
  { control }: EstateHost,
  component: string,
  contract: C,
): Control<C> {
  return controlOver(component, contract, (method, input) => control.call({ method, input }));
}
