import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Rules of WCAG 2.2 A and AA, and axe's own of good practice. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe complains of: the rule, and where. */
export type Complaint = string;

/** One window of somebody's own: no cookie, no storage, and a record of whatever went wrong in it. */
export interface Visitor extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of pages and their policies, requests that reached nobody, and dialogs of scripts, in order. */
  readonly troubles: readonly string[];
  /** Hosts that anything was asked of. */
  readonly hosts: ReadonlySet<string>;
  /** Axe's complaints about the page as it stands. */
  complaints(): Promise<readonly Complaint[]>;
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export async function visit(browser: Browser, options: VisitOptions = {}): Promise<Visitor> {
  const { width = 1_200, height = 800, colorScheme = 'light' } = options;
  // Axe is put into pages from outside: what the pages themselves may do is judged from `troubles`.
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAnswer(message.text())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  page.on('dialog', (dialog) => {
    troubles.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return {
    ...{ page, context, troubles, hosts },
    complaints: () => complaintsOf(page),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** Chromium tells of every answer of 400 and more; whether that is right is the test's to say. */
function isAnswer(text: string): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of');
}

async function complaintsOf(page: Page): Promise<readonly Complaint[]> {
  const run = `${AXE};axe.run(document, { resultTypes: ['violations'] }).then((found) => JSON.stringify(
    found.violations.map(({ id, help, nodes }) => id + ': ' + help + ' at ' + nodes.map(({ html }) => html).join(' '))))`;
  // Evaluated by the debugger's own means, to which no content policy applies.
  const session = await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: run,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails !== undefined) throw new Error(`axe: ${exceptionDetails.text}`);
  return JSON.parse(String(result.value)) as string[];
}
