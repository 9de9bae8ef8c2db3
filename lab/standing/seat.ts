import type { Duplex } from 'node:stream';

/** A harness that has raised a lab on the estate, for as long as it is connected to that lab's clock. */
export class Seat {
  /** What the harness calls itself: the same for all the labs of one run. */
  readonly harness: string;
  /** Path and query under which it joins the lab's clock; nobody else knows it. */
  readonly clockPath: string;
  readonly #sockets = new Set<Duplex>();
  readonly #left: () => void;

  /** `left` is called when it was connected and is no more. */
  constructor(harness: string, clockPath: string, left: () => void) {
    this.harness = harness;
    this.clockPath = clockPath;
    this.#left = left;
  }

  get isTaken(): boolean {
    return this.#sockets.size > 0;
  }

  /** Notes a connection to the lab's clock. */
  take(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      if (!this.isTaken) this.#left();
    });
  }
}
