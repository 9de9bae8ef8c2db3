import { Given } from '@cucumber/cucumber';
import { DEFAULT_LAB, parseLab } from '../lab/config/index.ts';
import { readDocString } from './support/doc-strings.ts';
import type { LabWorld } from './support/world.ts';

Given('the default lab', function (this: LabWorld) {
  this.describeLab({ lab: DEFAULT_LAB });
});

Given('a lab described by:', function (this: LabWorld, text: string) {
  readDocString(this, text, parseLab);
  this.describeLab({ labText: text });
});

Given('the lab described in {string}', function (this: LabWorld, file: string) {
  this.describeLab({ labFile: file });
});

Given(
  'a flowing lab with {int} agents and {int} users',
  function (this: LabWorld, agents: number, users: number) {
    const hosts = Array.from({ length: agents }, (_, index) => ({ host: `AGENT${index + 1}` }));
    this.describeLab({
      lab: {
        forest: { users: { generate: users } },
        cloud: { passThrough: true, domains: [{ name: 'contoso.com', authentication: 'managed' }] },
        egress: {},
        connect: [{ host: 'CONNECT1', role: 'primary' }],
        agents: hosts,
        clock: { epoch: 'now', mode: 'flowing' },
      },
    });
  },
);
