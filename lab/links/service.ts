import type { Socket } from 'node:net';

/** A listening part of a component, before anybody may call it: `DC1/ldaps`, `cloud/login`. */
export interface Service {
  /** `<component>/<protocol>` */
  readonly name: string;
  /** Takes over a fresh TCP connection from the host that owns the link it came by. */
  accept(socket: Socket, link: LinkIdentity): void;
}

/** Who calls whom. */
export interface LinkIdentity {
  /** The calling host, such as `AGENT1`. */
  readonly from: string;
  /** The service's name, such as `DC1/ldaps`. */
  readonly to: string;
}

/** Where a link can be called. */
export interface Address {
  readonly host: string;
  readonly port: number;
}
