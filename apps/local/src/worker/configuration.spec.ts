import { describe, expect, it } from 'vitest';
import { workerConfiguration } from './configuration.ts';

describe('the configuration of a worker', () => {
  it('works on the embedded database and the hub’s own object store unless told otherwise', () => {
    expect(workerConfiguration({ WAYBILL_HOME: '/var/waybill' })).toEqual({
      databaseUrl: 'sqlite:/var/waybill/waybill.db',
      s3Endpoint: 'http://127.0.0.1:4566',
      hasEvents: true,
      leaseS: 30,
      rescanS: 60,
      runsAtOnce: 2,
      jobsAtOnce: 2,
    });
  });

  const endpoints: [string, string | undefined, string | undefined, boolean][] = [
    ['the own one on another port', undefined, '5001', true],
    ['the own one named in full', 'http://127.0.0.1:5001', '5001', true],
    ['an outside one', 'https://s3.example', '5001', false],
  ];
  it.each(endpoints)(
    'asks for events only where there are any: %s',
    (_name, endpoint, port, hasEvents) => {
      const env = { WAYBILL_S3_ENDPOINT: endpoint, WAYBILL_S3_PORT: port };
      expect(workerConfiguration(env)).toMatchObject({ hasEvents });
    },
  );

  it.each(['WAYBILL_LEASE_S', 'WAYBILL_RESCAN_S', 'WAYBILL_S3_PORT'])(
    'names %s when it is no number',
    (name) => {
      expect(() => workerConfiguration({ [name]: 'soon' })).toThrow(name);
    },
  );
});
