import { readFileSync, writeFileSync } from 'node:fs';

/** A scenario that was not run, as the JUnit report names it. */
export interface NotRun {
  /** `junit.xml` names cases by feature and scenario. */
  readonly feature: string;
  readonly name: string;
  readonly reason: string;
}

const SKIPPED = /<testcase classname="([^"]*)" name="([^"]*)"([^>]*)>(\s*)<skipped\/>/g;

/** Writes into `junit.xml` why scenarios were skipped; cucumber's formatter has no reasons. */
export function tellReasons(file: string, notRun: readonly NotRun[]): void {
  if (notRun.length === 0) return;
  writeFileSync(file, withReasons(readFileSync(file, 'utf8'), notRun));
}

export function withReasons(xml: string, notRun: readonly NotRun[]): string {
  return xml.replace(SKIPPED, (text, feature: string, name: string, rest: string, space: string) => {
    const found = notRun.find((one) => escape(one.feature) === feature && isCase(name, escape(one.name)));
    return found === undefined
      ? text
      : `<testcase classname="${feature}" name="${name}"${rest}>${space}<skipped message="${escape(found.reason)}"/>`;
  });
}

/** Examples of an outline are called `name - examples - #1.2`, those of a rule `rule - name`. */
function isCase(written: string, name: string): boolean {
  return ` - ${written} - `.includes(` - ${name} - `);
}

/** As the formatter writes attributes. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
