import { Html, markup } from './html.ts';
import { page } from './page.ts';
import { SCRIPT } from './style.ts';

/** A form that the browser posts to an application or provider by itself, or by its button. */
export function formPostPage(action: string, fields: URLSearchParams): Html {
  const inputs = [...fields].map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const button = markup`<div class="buttons"><button type="submit">Continue</button></div>`;
  const form = markup`<form method="post" name="hiddenform" action="${action}">${inputs}<p>Select Continue if nothing happens.</p>${button}</form>`;
  return page('Working...', markup`${form}<script>${new Html(SCRIPT)}</script>`);
}
