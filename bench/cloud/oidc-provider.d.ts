/** The part of oidc-provider that the bench uses; the package brings no types of its own. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export interface Client {
    readonly clientId: string;
  }

  export interface GrantContext {
    body: unknown;
    readonly oidc: {
      readonly client: Client;
      readonly params: Readonly<Record<string, string | undefined>>;
      entity(name: string, value: object): void;
    };
  }

  interface Savable {
    scope?: string;
    resourceServer?: object;
    readonly expiration: number;
    save(): Promise<string>;
  }

  interface GrantModel extends Savable {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
  }

  interface IdTokenModel {
    scope?: string;
    issue(options: { use: string }): Promise<string>;
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: new (facts: object) => GrantModel;
    readonly AccessToken: new (facts: object) => Savable;
    readonly RefreshToken: new (facts: object) => Savable;
    readonly IdToken: new (claims: object, context: { ctx: GrantContext }) => IdTokenModel;
    readonly ResourceServer: new (resource: string, info: object) => object;
    registerGrantType(
      name: string,
      handler: (ctx: GrantContext) => Promise<void>,
      parameters: readonly string[],
    ): void;
    callback(): RequestListener;
  }

  export const errors: { readonly InvalidGrant: new (detail: string) => Error };
}
