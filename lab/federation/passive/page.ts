import { hash } from 'node:crypto';
import { joined, Markup, markup } from '../markup.ts';

const STYLE = `body{font-family:"Segoe UI",system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:22rem;margin:4rem auto;padding:0 1rem}
h1{font-size:1.5rem;font-weight:400}
label{display:block;margin:1rem 0 .25rem}
input,select{box-sizing:border-box;width:100%;padding:.5rem;font:inherit;border:1px solid #595959}
input[type=checkbox]{width:auto}
button{margin-top:1.5rem;padding:.5rem 1.25rem;font:inherit;color:#fff;background:#0f548c;border:0}
#errorText{color:#a4262c}`;

/** Posts the page's form as soon as it is there. */
const SUBMIT = 'document.forms[0].submit()';

/** The one script and the one style that pages have, as the content security policy names them. */
const [SCRIPT_HASH, STYLE_HASH] = [SUBMIT, STYLE].map((text) => `'sha256-${hash('sha256', text, 'base64')}'`);

/** A whole answer for a browser. */
export interface PageAnswer {
  readonly status: 200 | 302 | 400 | 403 | 500;
  readonly page: Markup;
  readonly cookies?: readonly string[];
  readonly location?: string;
  /** Its form posts to the relying party, and not to the farm. */
  readonly postsAway?: true;
}

/**
 * The headers that go with every page: nothing but the page's own form, style and script may do anything. A form that
 * posts away is not bound to its target: browsers would hold the target's own redirects to the same rule, and those
 * lead to the application.
 */
export function pageHeaders({
  cookies = [],
  location,
  postsAway,
}: PageAnswer): Record<string, string | string[]> {
  const policy = [
    "default-src 'none'",
    `script-src ${SCRIPT_HASH}`,
    `style-src ${STYLE_HASH}`,
    ...(postsAway === true ? [] : ["form-action 'self'"]),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin',
    ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
    ...(location !== undefined && { location }),
  };
}

export function page(title: string, ...body: readonly Markup[]): Markup {
  return joined(
    markup`<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>${title}</title>`,
    markup`<meta name="viewport" content="width=device-width, initial-scale=1"><style>${new Markup(STYLE)}</style>`,
    markup`</head><body><main><h1>${title}</h1>`,
    ...body,
    markup`</main></body></html>`,
  );
}

/** A form with fields that a browser posts by itself, or by its button where scripts are off. */
export function autoPostPage(action: string, fields: Readonly<Record<string, string>>): Markup {
  return page(
    'Working...',
    markup`<form method="post" name="hiddenform" action="${action}">`,
    ...Object.entries(fields).map(
      ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
    ),
    markup`<noscript><p>Script is disabled. Click Submit to continue.</p>`,
    markup`<button type="submit">Submit</button></noscript>`,
    markup`</form><script>${new Markup(SUBMIT)}</script>`,
  );
}
