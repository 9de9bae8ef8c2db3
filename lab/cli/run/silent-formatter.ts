/** Cucumber must have a formatter on standard output; the run prints its own progress. */
export default { type: 'formatter', formatter: (): void => undefined };
