import { aRun } from '@waybill/contracts/testing';
import { remediesFor } from './remedies.ts';

const run = aRun({ id: 'run_7', feed: 'acme.purchases', partner: 'acme' });
const placesFor = (code: string, isWhole = false) =>
  remediesFor(code, run, isWhole).map(({ link }) => link.join('/'));

describe('what can be done about a failure', () => {
  it.each([
    ['TYPE-003', false, ['/feeds/acme.purchases/format']],
    [
      'LAYOUT-002',
      true,
      ['/feeds/acme.purchases/drift', '/feeds/acme.purchases/format', '/files/file_01'],
    ],
    ['FILE-009', true, ['/files/file_01', '/feeds/acme.purchases/format']],
    ['REFERENCE-001', false, ['/members']],
    ['DUPLICATE-001', false, ['/entries']],
    ['RULE-005', false, ['/runs/run_7/config']],
    ['SYSTEM-002', true, ['/files/file_01']],
  ])('for %s is offered', (code, isWhole, places) => {
    expect(placesFor(code, isWhole)).toEqual(places);
  });
});
