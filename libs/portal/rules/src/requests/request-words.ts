import type { ChangeRequest, ChangeRequestState } from '@waybill/contracts';
import type { Word } from '@waybill/portal-core';

/** States of a change request in the order of their chips. */
export const requestWords: Readonly<Record<ChangeRequestState, Word>> = {
  open: { label: 'Waits for approval', icon: 'pending', tone: 'warn' },
  approved: { label: 'Approved', icon: 'check-circle', tone: 'good' },
  trial: { label: 'On trial', icon: 'progress-activity', tone: 'busy' },
  promoted: { label: 'Promoted', icon: 'verified', tone: 'note' },
  rejected: { label: 'Rejected', icon: 'block', tone: 'bad' },
  withdrawn: { label: 'Withdrawn', icon: 'undo', tone: 'calm' },
  stopped: { label: 'Trial stopped', icon: 'stop-circle', tone: 'bad' },
  void: { label: 'Void', icon: 'do-not-disturb-on', tone: 'calm' },
};

/** Whether somebody still has to do something about it. */
export function isPending({ state }: Pick<ChangeRequest, 'state'>): boolean {
  return state === 'open' || state === 'approved' || state === 'trial';
}

/** One thing that happened to a request. */
export interface RequestEvent {
  readonly at: string;
  readonly actor: string;
  readonly did: string;
  readonly because: string | null;
  readonly word: Word;
}

/** What became of a request, in the order of time. */
export function historyOf(request: ChangeRequest): RequestEvent[] {
  const { requestedBy, requestedAt, decidedBy, decidedAt, closedBy, closedAt, state, trial } =
    request;
  const events: RequestEvent[] = [
    {
      at: requestedAt,
      actor: requestedBy,
      did: `asked that ${request.ruleVersion} is promoted`,
      because: request.reason,
      word: requestWords.open,
    },
  ];
  if (decidedBy !== null && decidedAt !== null) {
    const decision = state === 'rejected' ? 'rejected' : 'approved';
    events.push({
      at: decidedAt,
      actor: decidedBy,
      did: `${decision} it`,
      because: request.decisionReason,
      word: requestWords[decision],
    });
  }
  if (trial)
    events.push({
      at: trial.startedAt,
      actor: trial.startedBy,
      did: trial.how === 'canary' ? 'began a canary' : 'began a shadow',
      because: null,
      word: requestWords.trial,
    });
  if (closedBy !== null && closedAt !== null) {
    const closing = closings[state];
    const because = state === 'promoted' ? null : request.closedBecause;
    if (closing) events.push({ at: closedAt, actor: closedBy, ...closing, because });
  }
  return events;
}

const closings: Readonly<Partial<Record<ChangeRequestState, Pick<RequestEvent, 'did' | 'word'>>>> =
  {
    promoted: { did: 'promoted it', word: requestWords.promoted },
    withdrawn: { did: 'withdrew it', word: requestWords.withdrawn },
    stopped: { did: 'stopped its trial', word: requestWords.stopped },
    void: { did: 'made it void', word: requestWords.void },
  };
