import { expect, test } from 'vitest';
import { listenersOf } from './listeners.ts';

const placed = (name: string, port: number, service: string) => ({ name, port, service });

test('a port with one service listens for that service, whatever its names are', () => {
  const services = [placed('a.example', 443, 'x/https'), placed('b.example', 443, 'x/https')];
  expect(listenersOf(services)).toEqual([{ port: 443, service: 'x/https' }]);
});

test('a port that several share goes by the name', () => {
  const services = [
    placed('a.example', 443, 'x/https'),
    placed('*.b.example', 443, 'y/https'),
    placed('a.example', 80, 'x/plain'),
  ];
  expect(listenersOf(services)).toEqual([
    { port: 443, byName: { 'a.example': 'x/https', '*.b.example': 'y/https' } },
    { port: 80, service: 'x/plain' },
  ]);
});
