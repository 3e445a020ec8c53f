import { describe, expect, it } from 'vitest';
import { readEvent } from './read-event.ts';
import { compareSequencers } from './sequencer.ts';

describe('an event message', () => {
  it('K01: has its key decoded once', () => {
    const { notices } = readEvent(message(record({ key: 'acme/p/a+b%2Bc+%C3%A9%2525.csv' })));
    expect(notices).toEqual([
      {
        bucket: 'waybill-landing',
        key: 'acme/p/a b+c é%25.csv',
        versionId: 'v1',
        etag: 'e1',
        sizeBytes: 10,
        sequencer: '0055',
      },
    ]);
  });

  it('K06: may hold a thousand records', () => {
    const records = Array.from({ length: 1000 }, (_, index) =>
      record({ key: `a/b/${String(index)}` }),
    );
    expect(readEvent(JSON.stringify({ Records: records })).notices).toHaveLength(1000);
  });

  const ignored: [string, unknown, string[]][] = [
    ['K06: the test event', { Service: 'Amazon S3', Event: 's3:TestEvent' }, ['test event']],
    ['K06: no records', { Records: [] }, []],
    ['K06: version 3', message(record({}, { eventVersion: '3.0' })), ['unknown event version']],
    [
      'K06: a removal',
      message(record({}, { eventName: 'ObjectRemoved:Delete' })),
      ['not a creation'],
    ],
    ['K15: not JSON', '{"Records":[', ['not an event']],
    ['K15: a number', 7, ['not an event']],
    ['K15: records of another type', { Records: 'all' }, ['no records']],
    ['K15: a record of another type', { Records: [null] }, ['not a record']],
    ['K15: a key that is a number', message(record({ key: 5 })), ['key cannot be decoded']],
    ['K15: a broken escape', message(record({ key: '%E0%A4%A' })), ['key cannot be decoded']],
    ['K15: more than a megabyte', `"${'x'.repeat(1_100_000)}"`, ['not an event']],
  ];
  it.each(ignored)('%s is ignored with a reason', (_name, body, reasons) => {
    expect(readEvent(body)).toEqual({ notices: [], ignored: reasons });
  });
});

describe('sequencers', () => {
  const cases: [string, string, number][] = [
    ['0055', '0056', -1],
    ['0056', '0055', 1],
    ['00A', '00a0', 0],
    ['0055AED6', '0055AED60001', -1],
    ['1', '0FFF', 1],
  ];
  it.each(cases)('K12: %s before or after %s: %d', (a, b, order) => {
    expect(Math.sign(compareSequencers(a, b))).toBe(order);
  });
});

function record(object: Record<string, unknown>, change: Record<string, unknown> = {}) {
  return {
    eventVersion: '2.1',
    eventName: 'ObjectCreated:Put',
    s3: {
      bucket: { name: 'waybill-landing' },
      object: {
        key: 'acme/p/f.csv',
        size: 10,
        eTag: 'e1',
        versionId: 'v1',
        sequencer: '0055',
        ...object,
      },
    },
    ...change,
  };
}

function message(...records: unknown[]) {
  return { Records: records };
}
