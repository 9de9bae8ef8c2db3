/** An address in the upper half of a network such as `172.20.0.0/16`, which the engine gives out from below. */
export function upperAddress(subnet: string, nth: number): string {
  const [base = '', bits = '16'] = subnet.split('/');
  return dotted(numeric(base) + 2 ** (31 - Number(bits)) + nth);
}

/** The engine's own address in a network, from which this machine calls. */
export function hostAddress(subnet: string): string {
  const [base = ''] = subnet.split('/');
  return dotted(numeric(base) + 1);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** The one of a host's addresses that lies in a network. */
export function addressIn(subnet: string, addresses: readonly string[]): string | undefined {
  const [base = '', bits = '16'] = subnet.split('/');
  const size = 2 ** (32 - Number(bits));
  const network = Math.floor(numeric(base) / size);
  return addresses.find(
    (address) => address.includes('.') && Math.floor(numeric(address) / size) === network,
  );
}

function numeric(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
