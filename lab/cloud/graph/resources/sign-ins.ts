import type * as Graph from '@microsoft/microsoft-graph-types';
import type * as Beta from '@microsoft/microsoft-graph-types-beta';
import { UnknownNameError } from '../../core/errors.ts';
import type { SignInEntry, SignInLog } from '../../core/sign-in-log.ts';
import { aadsts } from '../../login/aadsts.ts';
import type { QueryRules } from '../odata/query.ts';
import { answer, page, parameter, type GraphService } from '../route.ts';

/** Documented: signIn resource, "least privileged roles". */
const ROLES = [
  'globalAdministrator',
  'hybridIdentityAdministrator',
  'globalReader',
  'authenticationAdministrator',
] as const;
const rules: QueryRules = {
  entity: {
    name: 'signIn',
    properties: {
      id: 'text',
      createdDateTime: 'instant',
      userPrincipalName: 'text',
      userDisplayName: 'text',
      userId: 'text',
      appId: 'text',
      correlationId: 'text',
      clientAppUsed: 'text',
      ipAddress: 'text',
      isInteractive: 'boolean',
      'status/errorCode': 'number',
      status: 'text',
      authenticationDetails: 'text',
    },
  },
  options: ['$filter', '$select', '$orderby', '$top', '$skiptoken', '$count'],
  page: { usual: 100, most: 1_000 },
};

/** `auditLogs/signIns`, newest first. Which method and which agent answered stands in beta's `authenticationDetails`. */
export function signInRoutes(graph: GraphService): void {
  for (const version of ['v1.0', 'beta'] as const) {
    const shape = version === 'beta' ? betaShape : signInShape;
    answer(graph, 'GET', `/${version}/auditLogs/signIns`, ROLES, (call) =>
      page(
        call,
        (query) => shapes(upTo(query.pin, call.office.log), shape),
        rules,
        newestOf(call.office.log),
      ),
    );
    answer(graph, 'GET', `/${version}/auditLogs/signIns/:id`, ROLES, (call) => {
      const id = parameter(call, 'id');
      const entry = call.office.log.newest(Infinity).find((one) => one.id === id);
      if (entry === undefined) throw new UnknownNameError('sign-in', id, []);
      return shape(entry);
    });
  }
}

/** Later pages begin where the first did, whoever has signed in since. */
function upTo(pin: number | undefined, log: SignInLog): readonly SignInEntry[] {
  const entries = log.newest(Infinity);
  return pin === undefined ? entries : entries.filter(({ number }) => number <= pin);
}

function newestOf(log: SignInLog): number {
  return log.newest(1)[0]?.number ?? 0;
}

function* shapes<T>(entries: Iterable<SignInEntry>, shape: (entry: SignInEntry) => T): Generator<T> {
  for (const entry of entries) yield shape(entry);
}

function signInShape(entry: SignInEntry) {
  const failed = entry.errorCode !== 0;
  return {
    id: entry.id,
    createdDateTime: new Date(entry.at).toISOString(),
    userPrincipalName: entry.upn.toLowerCase(),
    userDisplayName: entry.displayName ?? '',
    appId: entry.clientId ?? '',
    ipAddress: entry.location ?? '',
    // The log keeps the zero GUID for somebody it does not know.
    userId: entry.userId ?? '00000000-0000-0000-0000-000000000000',
    correlationId: entry.correlationId,
    clientAppUsed: entry.client === 'browser' ? 'Browser' : 'Mobile Apps and Desktop clients',
    isInteractive: entry.client === 'browser',
    status: {
      errorCode: entry.errorCode,
      failureReason: failed ? aadsts(entry.errorCode).text : 'Other.',
      additionalDetails: null,
    },
  } satisfies Graph.SignIn;
}

function betaShape(entry: SignInEntry) {
  return {
    ...signInShape(entry),
    authenticationDetails: authenticationDetails(entry),
  } satisfies Beta.SignIn;
}

function authenticationDetails(entry: SignInEntry) {
  if (entry.detail === undefined) return [];
  const succeeded = entry.errorCode === 0;
  return [
    {
      authenticationStepDateTime: new Date(entry.at).toISOString(),
      authenticationMethod: 'Password',
      authenticationMethodDetail: entry.detail,
      succeeded,
      authenticationStepResultDetail: succeeded ? 'Correct password' : aadsts(entry.errorCode).text,
    },
  ] satisfies Beta.AuthenticationDetail[];
}
