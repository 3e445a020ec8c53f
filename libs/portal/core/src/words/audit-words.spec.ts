import { actorName, auditThing, auditWordOf, auditWords } from './audit-words.ts';

describe('the words of the audit trail', () => {
  it('name the thing once in every sentence', () => {
    const wrong = Object.entries(auditWords).filter(
      ([, { says }]) => says.split('{}').length !== 2,
    );

    expect(wrong).toEqual([]);
  });

  it('tell an action that nobody has put into words by its own name', () => {
    expect(auditWordOf('moon.painted')).toMatchObject({ says: 'did “moon.painted” to {}' });
    expect(auditWordOf('constructor').label).toBe('constructor');
  });

  it.each([
    ['run:run_1', { noun: 'the run', id: 'run_1', link: ['/runs', 'run_1'] }],
    ['member:acme:E1', { noun: 'the member', id: 'acme:E1', link: ['/members', 'acme:E1'] }],
    [
      'bulk-replay:bulk_1',
      { noun: 'the bulk replay', id: 'bulk_1', link: ['/replays/bulk', 'bulk_1'] },
    ],
    ['operation:get-run', { noun: 'the call', id: 'get-run', link: null }],
    ['row-error:err_1', { noun: 'row error', id: 'err_1', link: null }],
  ])('find where %s is shown', (object, thing) => {
    expect(auditThing(object)).toEqual(thing);
  });

  it.each([
    ['person:support', 'support'],
    ['machine:waybill-machine', 'waybill-machine (machine)'],
    ['system:pipeline', 'the hub (pipeline)'],
  ])('name %s as %s', (actor, name) => {
    expect(actorName(actor)).toBe(name);
  });
});
