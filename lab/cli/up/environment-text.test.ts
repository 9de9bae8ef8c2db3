import { expect, test } from 'vitest';
import { environmentText, hostsLine, trustVariables } from './environment-text.ts';

const facts = {
  address: '127.77.0.1',
  names: ['login.microsoftonline.com', '*.msappproxy.net'],
  file: "/o'hara/ca.pem",
};

test('the hosts line has full names alone', () => {
  expect(hostsLine(facts.address, facts.names)).toBe('127.77.0.1 login.microsoftonline.com');
});

test.each([
  ['sh', `export NODE_EXTRA_CA_CERTS='/o'\\''hara/ca.pem'`],
  ['powershell', `$env:NODE_EXTRA_CA_CERTS = '/o''hara/ca.pem'`],
  ['cmd', `set "NODE_EXTRA_CA_CERTS=/o'hara/ca.pem"`],
] as const)('variables for %s are quoted as it quotes', (shell, expected) => {
  expect(trustVariables(facts.file, shell).split('\n')[0]).toBe(expected);
});

test('a reader is told of names, certificates, and how to go back', () => {
  const text = environmentText(facts);
  expect(text).toContain('take it out again when the lab is down');
  expect(text).toContain('-Djavax.net.ssl.trustStore=');
});
