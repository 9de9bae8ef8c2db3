/** A simulated host called a name that nothing in the lab answers to. */
export class HostUnknownError extends Error {
  readonly code = 'ENOTFOUND';
  constructor(host: string, name: string, port: number) {
    super(
      `${host} cannot resolve ${name}:${port}: nothing in the lab has that name, and nothing leaves the lab`,
    );
    this.name = 'HostUnknownError';
  }
}
