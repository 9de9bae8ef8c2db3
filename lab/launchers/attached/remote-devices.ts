import type { Administrator, Devices } from '../../devices/index.ts';
import type { EstateControl } from './estate-control.ts';

/** Devices where the estate stands. */
export function remoteDevices(estate: EstateControl): Devices {
  const signIn = (client: 'oauth' | 'browser' | 'phone', deviceId?: string): Devices['oauth']['signIn'] => {
    return ({ upn, password, correlationId }) =>
      estate.signIn({
        client,
        upn,
        password,
        ...(deviceId === undefined ? {} : { deviceId }),
        ...(correlationId === undefined ? {} : { correlationId }),
      });
  };
  return {
    oauth: { signIn: signIn('oauth') },
    browser: { signIn: signIn('browser') },
    phone: (deviceId) => ({ sync: signIn('phone', deviceId) }),
    program: { ask: (request) => estate.ask(request) },
  };
}

/** The administrator's keyboard, where the estate stands. */
export function remoteAdministrator(estate: EstateControl, upn: string): Administrator {
  return {
    upn,
    convertDomain: async (domain, authentication) =>
      void (await estate.convertDomain({ domain, authentication })),
    setSignInMethod: async (method) => void (await estate.setSignInMethod({ method })),
    agents: async () => (await estate.listAgents({})).agents,
  };
}
