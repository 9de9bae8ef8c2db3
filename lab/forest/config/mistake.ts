export type Path = readonly (string | number)[];

/** Something that AD would refuse, or that contradicts itself, by its place in the description of the forest. */
export interface ForestMistake {
  readonly path: Path;
  readonly found: string;
  readonly expected: string;
  readonly remedy?: string | undefined;
}
