import { makeOwnBase } from '../lab/image/base.ts';

/** `npm run image:base`: a base image of this machine's Node, for where no registry can be reached. Prints its tag. */
try {
  console.log(makeOwnBase((line) => console.error(line)).tag);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(3);
}
