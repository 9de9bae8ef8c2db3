import { canaryOf, sealFlow, type Flow } from '../authorize/flow.ts';
import type { Visit } from '../web/visit.ts';
import { markup, type Html } from './html.ts';

/** A form of a sign-in under way: what it posts back proves that it is a page of this browser's sign-in. */
export function flowForm(path: string, flow: Flow, visit: Visit, content: Html): Html {
  return markup`<form method="post" action="${pathOf(flow, path)}" name="f1" autocomplete="off">
    <input type="hidden" name="ctx" value="${sealFlow(flow, visit)}" />
    <input type="hidden" name="canary" value="${canaryOf(flow, visit)}" />
    ${content}
  </form>`;
}

export function submit(text: string): Html {
  return markup`<button type="submit" id="idSIButton9">${text}</button>`;
}

/** What went wrong with the last try: read out at once, with its number for those who look for it. */
export function complaint(fault: Fault | undefined): Html | undefined {
  if (fault === undefined) return undefined;
  const id = fault.field === 'name' ? 'usernameError' : 'passwordError';
  return markup`<div class="error" role="alert" aria-live="assertive" id="${id}">${fault.text}</div>
    <p class="facts">Error code: <span id="errorCode">${fault.code}</span></p>`;
}

export interface Fault {
  readonly field: 'name' | 'password';
  readonly code: number;
  readonly text: string;
}

function pathOf({ request }: Flow, path: string): string {
  return `/${encodeURIComponent(request.authority)}${path}`;
}
