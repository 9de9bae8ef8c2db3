import { expect, test } from 'vitest';
import { environmentText, hostsLines, trustVariables } from './environment-text.ts';

const facts = {
  address: '127.77.0.1',
  names: ['login.microsoftonline.com', '*.msappproxy.net'],
  file: "/o'hara/ca.pem",
};

test('hosts lines have full names alone, and no more of them than Windows reads of a line', () => {
  expect(hostsLines(facts.address, facts.names)).toBe('127.77.0.1 login.microsoftonline.com');
  const many = Array.from({ length: 17 }, (_, at) => `name${at}.example`);
  const lines = hostsLines(facts.address, many).split('\n');
  expect(lines.map((line) => line.split(' ').length)).toEqual([9, 9, 2]);
  expect(lines.every((line) => line.startsWith('127.77.0.1 '))).toBe(true);
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
  expect(text).toContain('take them out again when the lab is down');
  expect(text).toContain('-Djavax.net.ssl.trustStore=');
});
