import { anAuditEvent } from '@waybill/contracts/testing';
import { lastSent } from './last-sent.ts';

describe('what the trail says of rows sent back', () => {
  it.each([
    ['nothing', [], null],
    ['what was taken', ['sent-back', 'send-back-begun'], true],
    ['what has begun and has no end', ['send-back-begun'], false],
    ['what was not answered', ['unknown', 'send-back-begun'], false],
    ['nothing that was refused', ['refused', 'send-back-begun'], null],
    [
      'what went before a refusal',
      ['refused', 'send-back-begun', 'sent-back', 'send-back-begun'],
      true,
    ],
  ] as const)('is %s', (_what, actions, isKnown) => {
    const events = actions.map((action) =>
      action === 'unknown' || action === 'refused'
        ? anAuditEvent({ action: 'run.send-back-failed', detail: { outcome: action } })
        : anAuditEvent({ action: `run.${action}` }),
    );

    expect(lastSent(events)?.isKnown ?? null).toBe(isKnown);
  });
});
