import { defineParameterType } from '@cucumber/cucumber';
import { parseDuration } from '../../lab/clock/duration.ts';

export type Client = 'oauth' | 'browser' | ApplicationFlow;
/** How an application of the scenario's own signs a user in. */
export type ApplicationFlow = 'authorizationCode' | 'deviceCode' | 'passwordGrant';
export type Method = 'passThrough' | 'passwordHashSync' | 'federation' | 'none';

const CLIENTS: Readonly<Record<string, Client>> = {
  'an OAuth client': 'oauth',
  'a browser': 'browser',
  'an authorization code': 'authorizationCode',
  'a device code': 'deviceCode',
  'a password grant': 'passwordGrant',
};

const METHODS: Readonly<Record<string, Method>> = {
  'pass-through authentication': 'passThrough',
  'password hash synchronization': 'passwordHashSync',
  federation: 'federation',
  'no method': 'none',
};

defineParameterType({ name: 'upn', regexp: /[\w.-]+@[\w.-]+\w/, transformer: (text: string) => text });
defineParameterType({
  name: 'upns',
  regexp: /[\w.-]+@[\w.-]+\w(?:, [\w.-]+@[\w.-]+\w)*(?: and [\w.-]+@[\w.-]+\w)?/,
  transformer: (text: string) => text.split(/, | and /),
});
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
  regexp: /an OAuth client|a browser|an authorization code|a device code|a password grant/,
  transformer: (text: string): Client => CLIENTS[text] ?? 'oauth',
});
defineParameterType({
  name: 'method',
  regexp: /pass-through authentication|password hash synchronization|federation|no method/,
  transformer: (text: string): Method => METHODS[text] ?? 'none',
});
defineParameterType({ name: 'domain', regexp: /[\w-]+(?:\.[\w-]+)+/, transformer: (text: string) => text });
defineParameterType({ name: 'on', regexp: /on|off/, transformer: (text: string) => text === 'on' });
