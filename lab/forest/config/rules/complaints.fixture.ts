import { forestConfig, type ForestConfigInput } from '../forest.ts';
import { forestMistakes } from './rules.ts';

/** What is wrong, as `path: found`. */
export function complaints(input: ForestConfigInput): string[] {
  const mistakes = forestMistakes(forestConfig.parse(input));
  return mistakes.map(({ path, found }) => `${path.join('.')}: ${found}`);
}

/** CORP, and another forest that can be trusted. */
export const fabrikam = (more: object = {}): ForestConfigInput => ({
  upnSuffixes: ['contoso.com'],
  forests: [{ domain: 'fabrikam.local', upnSuffixes: ['fabrikam.com'], ...more }],
});
