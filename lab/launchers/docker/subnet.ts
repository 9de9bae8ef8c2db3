/** An address in the upper half of a network such as `172.20.0.0/16`, which the engine gives out from below. */
export function upperAddress(subnet: string, nth: number): string {
  const [base = '', bits = '16'] = subnet.split('/');
  const start = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return dotted(start + 2 ** (31 - Number(bits)) + nth);
}

/** The engine's own address in a network, from which this machine calls. */
export function hostAddress(subnet: string): string {
  const [base = ''] = subnet.split('/');
  return dotted(base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + 1);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
