import type { Plugin } from '@cucumber/cucumber/api';

/**
 * Puts scenarios tagged @alone at the end of the run: a worker that finds nothing to do while one of them runs is
 * given nothing ever after.
 */
const aloneLast: Plugin = {
  type: 'plugin',
  coordinator: ({ transform }) => {
    transform('pickles:order', (planned) => {
      const isAlone = (one: (typeof planned)[number]): boolean =>
        one.pickle.tags.some(({ name }) => name === '@alone');
      return [...planned.filter((one) => !isAlone(one)), ...planned.filter(isAlone)];
    });
  },
};

export default aloneLast;
