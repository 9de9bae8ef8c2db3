import { aadsts } from './aadsts.ts';

export interface FailureFacts {
  readonly code: number;
  readonly correlationId: string;
  readonly traceId: string;
  readonly now: number;
}

/** The page after a sign-in that succeeded. */
export function signedInPage(displayName: string): string {
  return page('Signed in', `<p>You are signed in as ${escapeHtml(displayName)}.</p>`);
}

/** The page that tells a browser user what went wrong; the AADSTS number stands in `#errorCode`. */
export function failurePage({ code, correlationId, traceId, now }: FailureFacts): string {
  const facts = [
    `<p>${escapeHtml(aadsts(code).text)}</p>`,
    `<p>Error Code: <span id="errorCode">${code}</span></p>`,
    `<p>Request Id: ${traceId}</p>`,
    `<p>Correlation Id: ${correlationId}</p>`,
    `<p>Timestamp: ${new Date(now).toISOString()}</p>`,
  ];
  return page('Sign-in error', facts.join('\n'));
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
