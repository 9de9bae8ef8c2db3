import { describeLauncher } from './launcher-contract.ts';

describeLauncher('inline', () => ({ launcher: 'inline' }));
describeLauncher('process', () => ({ launcher: 'process' }));
