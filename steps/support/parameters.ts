import { defineParameterType } from '@cucumber/cucumber';
import { parseDuration } from '../../lab/clock/duration.ts';

export type Client = 'oauth' | 'browser';
export type Method = 'passThrough' | 'passwordHashSync' | 'federation' | 'none';

const METHODS: Readonly<Record<string, Method>> = {
  'pass-through authentication': 'passThrough',
  'password hash synchronization': 'passwordHashSync',
  federation: 'federation',
  'no method': 'none',
};

defineParameterType({ name: 'upn', regexp: /[\w.-]+@[\w.-]+\w/, transformer: (text: string) => text });
defineParameterType({ name: 'host', regexp: /[A-Z][A-Z0-9-]*\d/, transformer: (text: string) => text });
defineParameterType({
  name: 'hosts',
  regexp: /[A-Z][A-Z0-9-]*\d(?:, [A-Z][A-Z0-9-]*\d)*(?: and [A-Z][A-Z0-9-]*\d)?/,
  transformer: (text: string) => text.split(/, | and /),
});
defineParameterType({
  name: 'duration',
  regexp: /(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+/,
  transformer: (text: string) => parseDuration(text),
});
defineParameterType({
  name: 'client',
  regexp: /an OAuth client|a browser/,
  transformer: (text: string): Client => (text === 'a browser' ? 'browser' : 'oauth'),
});
defineParameterType({
  name: 'method',
  regexp: /pass-through authentication|password hash synchronization|federation|no method/,
  transformer: (text: string): Method => METHODS[text] ?? 'none',
});
defineParameterType({ name: 'domain', regexp: /[\w-]+(?:\.[\w-]+)+/, transformer: (text: string) => text });
defineParameterType({ name: 'on', regexp: /on|off/, transformer: (text: string) => text === 'on' });
