import { featureFiles } from '../../lab/cli/run/feature-files.ts';
import { rehearse } from '../../lab/cli/run/rehearsal.ts';
import { supportFiles } from '../../lab/cli/run/support-files.ts';
import { stepsOf } from '../../lab/cli/steps/catalogue.ts';

const HEAD = `# Steps

This page is written from the step definitions by \`node scripts/step-catalogue.ts\`; a test fails when it is out of date.
\`ptalab steps\` prints the same for any folder, with places and counts, and finds steps that overlap.

What a scenario can say. Words in braces are values; \`word(s)\` is with or without what is in parentheses, \`is/are\` either. Steps
of your own go into \`steps/\` beside your \`features/\`, and are found there.`;

/** Every step definition of the package, by file, in Markdown. */
export async function stepCatalogue(root: string): Promise<string> {
  const selection = { paths: featureFiles([], root), tags: '', name: undefined, shard: undefined };
  const rehearsal = await rehearse(root, selection, { importPaths: supportFiles(root) });
  const byFile = new Map<string, string[]>();
  for (const { expression, file } of stepsOf(rehearsal, root))
    byFile.set(file, [...(byFile.get(file) ?? []), expression]);
  const sections = [...byFile]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([file, steps]) => `## ${titleOf(file)}\n\n${steps.map((step) => `- \`${step}\``).join('\n')}`);
  const types = [...rehearsal.parameterTypes].map(
    ([name, patterns]) => `| \`{${name}}\` | \`${patterns.join(' or ').replaceAll('|', '\\|')}\` |`,
  );
  const values = `| value | what fits |\n| --- | --- |\n${types.sort().join('\n')}`;
  return `${HEAD}\n\n${values}\n\n${sections.join('\n\n')}\n`;
}

/** `steps/sign-ins.steps.ts` → `Sign ins` */
function titleOf(file: string): string {
  const words = file.replace(/^.*\//, '').replace('.steps.ts', '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
