import { pythonConsumer } from '../programs/python.ts';

export const consumer = pythonConsumer({
  title: 'ms_active_directory for Python',
  kind: 'framework',
  at: import.meta.url,
  distribution: 'ms_active_directory',
});
