import { expect, test } from 'vitest';
import { LabFileError } from './errors.ts';
import { parseLab } from './load-lab-file.ts';

function complaint(text: string): string {
  try {
    parseLab(text, 'lab.yaml');
  } catch (error) {
    if (error instanceof LabFileError) return error.message;
    throw error;
  }
  return 'nothing to complain about';
}

test.each([['forest:'], ['forest: {}\negress: {}\nagents: [{host: AGENT1}]\n']])('%j is a lab', (text) => {
  expect(complaint(text)).toBe('nothing to complain about');
});

test.each([
  ['', 'lab.yaml: found an empty file; expected sections such as forest, cloud, agents.'],
  ['- forest', 'lab.yaml:1:1: found a list; expected a map.'],
  ['forest: {\n', 'lab.yaml:2:1: found no valid YAML ('],
  ['forest: {}\nforest: {}\n', 'lab.yaml:2:1: found a key a second time; expected each key once in its map.'],
])('%j: %s', (text, message) => {
  expect(complaint(text)).toContain(message);
});

test.each([
  [
    'egress:\n  alow: []\n',
    'lab.yaml:2:3: egress.alow: found the unknown key "alow"; expected one of allow, deny, mode, dns. Did you mean allow?',
  ],
  [
    'forrest: {}\n',
    'lab.yaml:1:1: forrest: found the unknown key "forrest"; expected one of seed, clock, forest, cloud, ' +
      'federation, exchange, connect, egress, agents. Did you mean forest?',
  ],
  [
    'forest:\n  lockout: {duration: 30}\n',
    'lab.yaml:2:23: forest.lockout.duration: found 30; expected a duration such as 15s, 30m, 12h or 1h30m ' +
      '(text with a unit).',
  ],
  [
    'forest:\n  lockout:\n    threshold: 65536\n',
    'lab.yaml:3:16: forest.lockout.threshold: found 65536; expected at most 65535.',
  ],
  [
    'forest:\n  lockout:\n    observationWindow: 1h\n',
    "lab.yaml:3:24: forest.lockout.observationWindow: found 1h, longer than the lockout's duration 30m; expected " +
      'at most the duration, as AD refuses more. Shorten it, or write `duration: 0s` for a lockout that only an ' +
      'administrator ends.',
  ],
  [
    'forest:\n  users:\n    named:\n      - {sam: ada, upn: ada@contso.com, password: Secret-1}\n',
    "lab.yaml:4:25: forest.users.named[0].upn: found the UPN suffix contso.com; expected one of the forest's: " +
      'corp.contoso.com, contoso.com, fabrikam.com. Did you mean contoso.com?',
  ],
  ['forest:\n  password: [Secret-1]\n', 'lab.yaml:2:13: forest.password: found a list; expected text.'],
  [
    'forest:\n  password: 12345678\n',
    'lab.yaml:2:13: forest.password: found a value not shown here; expected text. Write it in quotes.\n' +
      'lab.yaml:2:13: forest.password: found a password too simple for Administrator; expected three kinds of characters ' +
      'out of capitals, small letters, digits, others and letters without case. Write another, or `complexity: false` in ' +
      'the policy.',
  ],
  [
    'forest: {}\negress:\nconnect:\n  - role: primry\n',
    'lab.yaml:4:11: connect[0].role: found "primry"; expected primary or staging. Did you mean primary?',
  ],
  [
    'cloud:\n  domains:\n    - name: contoso.com\n    - name: Contoso.com\n',
    'lab.yaml:4:13: cloud.domains[1].name: found "Contoso.com" a second time; expected each domain once.',
  ],
  [
    'cloud:\n  domains:\n    - name: fabrikam.com\n      authentication: federated\n',
    'lab.yaml:4:23: cloud.domains[0].authentication: found "federated" for fabrikam.com, which no farm serves; ' +
      'expected a section federation with that domain. Add `federation: {domains: [fabrikam.com]}`.',
  ],
  [
    'forest: {}\nfederation:\n  domains: [fabrikam.com]\n',
    'lab.yaml:3:13: federation.domains[0]: found "fabrikam.com", no domain of the tenant; expected one of ' +
      'contoso.com. Add `{name: fabrikam.com, authentication: federated}` to cloud.domains.',
  ],
  [
    'egress: {}\nagents: [{host: AGENT1}]\n',
    'lab.yaml:2:1: agents: found agents without a section forest; expected both, as an agent asks a domain ' +
      'controller, and calls out by the proxy. Add the section `forest: {}`.',
  ],
  [
    'connect: [{}]\n',
    'lab.yaml:1:1: connect: found connect without a section forest; expected both, as Entra Connect reads a ' +
      'forest, and calls out by the proxy. Add the section `forest: {}`.\n' +
      'lab.yaml:1:1: connect: found connect without a section egress; expected both, as Entra Connect reads a forest, ' +
      'and calls out by the proxy. Add the section `egress: {}`.',
  ],
  [
    'forest: {}\negress: {}\nagents:\n  - host: AGENT1\n  - host: agent1\n',
    'lab.yaml:5:11: agents[1].host: found "agent1", already the name of another host (agents); expected a host ' +
      'name used once. Choose another name.',
  ],
  [
    'forest: {}\negress: {}\nconnect: [{}]\nagents:\n  - host: CONNECT1\n',
    'lab.yaml:5:11: agents[0].host: found "CONNECT1", already the name of another host (connect); expected a host ' +
      "name used once. Leave it out here: the wizard of Entra Connect installs that host's agent.",
  ],
  [
    'forest: {}\negress: {}\nagents:\n  - hots: AGENT1\n',
    'lab.yaml:4:5: agents[0].hots: found the unknown key "hots"; expected one of host, command, version, clock. Did you mean host?',
  ],
  [
    'forest: {}\negress: {}\nconnect:\n  - organizationalUnits: [Staf]\n',
    'lab.yaml:4:27: connect[0].organizationalUnits[0]: found "Staf", no unit of the forest; expected one of Staff. ' +
      'Did you mean Staff?',
  ],
  [
    'forest:\n  trusts:\n    - with: fabrikam.local\n      selectiveAuthentication:\n        allowedOn:\n          AGNET1: []\n' +
      '  forests: [{domain: fabrikam.local}]\negress: {}\nagents: [{host: AGENT1}]\n',
    'lab.yaml:6:11: forest.trusts[0].selectiveAuthentication.allowedOn.AGNET1: found "AGNET1", no host of the lab; expected ' +
      'one of EGRESS, EXO1, INTERNET, WORKSTATION1, DC1, DC2, FABRIKAM-DC1, AGENT1. Did you mean AGENT1?',
  ],
  ['seed: 42\n', 'lab.yaml:1:7: seed: found 42; expected text. Write it in quotes.'],
  [
    'forest:\n  unknownUser: 525\n',
    'lab.yaml:2:16: forest.unknownUser: found 525; expected 525 or 52e. Write it in quotes.',
  ],
  ['agents: AGENT1\n', 'lab.yaml:1:9: agents: found "AGENT1"; expected a list.'],
  [
    'clock: {epoch: yesterday}\n',
    'lab.yaml:1:16: clock.epoch: found "yesterday"; expected now, or a time such as 2026-01-05T08:00:00Z.',
  ],
  [
    'clock: {mode: frosen}\n',
    'lab.yaml:1:15: clock.mode: found "frosen"; expected frozen or flowing. Did you mean frozen?',
  ],
])('%j', (text, message) => {
  expect(complaint(text)).toBe(message);
});

test('the 41st agent is one too many', () => {
  const agents = Array.from({ length: 41 }, (_, n) => `  - host: AGENT${n + 1}\n`).join('');
  expect(complaint(`forest: {}\negress: {}\nagents:\n${agents}`)).toBe(
    'lab.yaml:44:5: agents[40]: found 41 agents; expected at most 40, the limit of a tenant. Remove the rest; to ' +
      'see the refusal, register one more while the lab runs.',
  );
});
