import { expect, test } from 'vitest';
import { AttachOptionsError, startLab } from '../index.ts';

const attach = { url: 'http://127.0.0.1:1', token: 'x'.repeat(16) };

test.each([{ agentCommand: ['./my-agent'] }, { agentImage: 'example/agent:1' }])(
  'an estate that stands is not told what its agents are: %o',
  async (option) => {
    await expect(startLab({ attach, ...option })).rejects.toThrow(AttachOptionsError);
  },
);
