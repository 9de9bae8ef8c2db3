import { setParallelCanAssign } from '@cucumber/cucumber';

const ALONE = '@alone';

/** Scenarios tagged @alone run with nothing else in progress. The run orders them last, so that no worker idles. */
setParallelCanAssign((pickle, running) => {
  const isAlone = (one: typeof pickle): boolean => one.tags.some((tag) => tag.name === ALONE);
  return running.length === 0 || (!isAlone(pickle) && !running.some(isAlone));
});
