import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../worker/settings.ts';

const read = (address: string) => readSettings({ DONDOC_METRICS_LISTEN: address }).metricsListen;

describe('DONDOC_METRICS_LISTEN', () => {
  it('is an address of this machine and a port', () => {
    expect(read('127.0.0.1:9464')).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(read('localhost:9464')).toEqual({ host: 'localhost', port: 9464 });
    expect(read('[::1]:9464')).toEqual({ host: '::1', port: 9464 });
  });

  it('is nowhere unless it is set', () => {
    expect(read('')).toBeNull();
    expect(readSettings({}).metricsListen).toBeNull();
  });

  it.each([
    '9464',
    ':9464',
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1:65536',
    'http://127.0.0.1:9464',
  ])('is not %s', (address) => {
    expect(() => read(address)).toThrow('DONDOC_METRICS_LISTEN: expected an address');
  });
});
