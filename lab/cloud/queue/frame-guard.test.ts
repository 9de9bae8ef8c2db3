import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameGuard } from './frame-guard.ts';

const frame = (size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(size);
  return bytes;
};

test('frames and protocol headers up to the limit pass, however they are cut', () => {
  const sizes = fc.array(fc.integer({ min: 8, max: 64 }), { maxLength: 8 });
  const cuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(sizes, cuts, (frames, steps) => {
      const stream = Buffer.concat([Buffer.from('AMQP\0\u0001\0\0'), ...frames.map(frame)]);
      const guard = new FrameGuard(64);
      for (let at = 0, n = 0; at < stream.length; n++) {
        const step = steps[n % steps.length] ?? 1;
        guard.pass(stream.subarray(at, at + step));
        at += step;
      }
    }),
    { seed: 1 },
  );
});

test.each([[65], [7], [0], [0xffff_ffff]])('a frame of %i bytes is refused at its first four', (size) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(size);
  expect(() => new FrameGuard(64).pass(head)).toThrow(RangeError);
});
