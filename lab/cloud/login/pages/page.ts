import type { Visit } from '../web/visit.ts';
import { Html, markup } from './html.ts';
import { SCRIPT_HASH, STYLE, STYLE_HASH } from './style.ts';

/** To the letter: browsers take the hash over all that is between the tags. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

/** A page of the sign-in service. */
export function page(title: string, body: Html): Html {
  return markup`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>${body}</main>
        <footer>Simulated by ptalab. Nothing typed here leaves the lab.</footer>
      </body>
    </html> `;
}

/**
 * Sends a page that nothing may frame, cache or extend. Its forms may lead to ourselves, and from there to where the
 * sign-in goes on: browsers hold redirects after a form to the same rule.
 */
export function send(content: Html, visit: Visit, formTargets: readonly string[] = [], status = 200) {
  const targets = ["'self'", ...formTargets.map(sourceOf).filter((one) => one !== undefined)];
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_HASH}`,
    `script-src ${SCRIPT_HASH}`,
    `form-action ${[...new Set(targets)].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return visit.reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy.join('; '))
    .header('x-frame-options', 'DENY')
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(content.text);
}

/** A URI as a source of a content security policy: its origin, or its scheme. */
function sourceOf(uri: string): string | undefined {
  const url = URL.parse(uri);
  if (url === null) return undefined;
  if (url.origin === 'null') return /^[a-z][a-z0-9.+-]*:$/i.test(url.protocol) ? url.protocol : undefined;
  return /^https?:\/\/[\w.:[\]-]+$/i.test(url.origin) ? url.origin : undefined;
}
