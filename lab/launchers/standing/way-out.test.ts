import { expect, test } from 'vitest';
import { wayOut } from './way-out.ts';

const HEAD = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n';

test('the default route tells the way out, wherever it stands in the table', () => {
  const near = 'eth1\t000014AC\t00000000\t0001\t0\t0\t0\t0000FFFF\n';
  expect(wayOut(`${HEAD}${near}eth0\t00000000\t010012AC\t0003\t0\t0\t0\t00000000\n`)).toBe('172.18.0.1');
  expect(wayOut(HEAD + near)).toBeUndefined();
  expect(wayOut('')).toBeUndefined();
});
