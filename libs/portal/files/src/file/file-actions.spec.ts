import { aFileDetail } from '@waybill/contracts/testing';
import { actionsFor } from './file-actions.ts';

const may = () => null;
const mayNot = () => 'Your role may not.';

describe('what can be done about a file', () => {
  it.each([
    ['unassigned', { feed: null }, { assign: null, reject: null, reopen: 'absent' }],
    ['quarantined', {}, { assign: null, release: null, reject: null, replay: 'absent' }],
    ['archived', {}, { reopen: 'absent', replay: null, download: null }],
    ['rejected', {}, { reopen: null }],
  ] as const)('that is %s', (state, change, expected) => {
    expect(actionsFor(aFileDetail({ state, ...change }), may)).toMatchObject(expected);
  });

  it('an unassigned file is not released, an archived one not decided about', () => {
    const { release } = actionsFor(aFileDetail({ state: 'unassigned' }), may);
    const archived = actionsFor(aFileDetail({ state: 'archived' }), may);

    expect(release).toContain('quarantined');
    expect(archived.assign).toContain('does not wait');
    expect(archived.reject).toContain('does not wait');
  });

  it('a quarantined file of no feed is assigned and not released', () => {
    const { release } = actionsFor(aFileDetail({ state: 'quarantined', feed: null }), may);

    expect(release).toContain('assign it');
  });

  it('is refused with the reason of the role', () => {
    const { assign, reject, download } = actionsFor(aFileDetail({ state: 'unassigned' }), mayNot);

    expect([assign, reject, download]).toEqual(Array(3).fill('Your role may not.'));
  });
});
