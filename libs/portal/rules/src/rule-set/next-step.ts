import type { ChangeRequest, RuleSet } from '@waybill/contracts';

export interface NextStep {
  readonly text: string;
  readonly action: string;
  readonly link: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
}

/** What somebody should do now, so that a change comes further; `pending` are the requests that are open or approved, newest first. */
export function nextStep(
  { id, draft, active }: RuleSet,
  pending: readonly ChangeRequest[],
): NextStep | null {
  const [request] = pending;
  if (request)
    return {
      text:
        waits[request.state]?.(request.ruleVersion) ??
        `${request.ruleVersion} waits for somebody who approves it.`,
      action: 'Go to the request',
      link: ['/change-requests', request.id],
    };
  if (!draft) return null;
  if (draft.frozenAs === null)
    return {
      text: 'The draft is being written. Backtest it on archived files before it is frozen.',
      action: 'Backtest the draft',
      link: ['/rules', id, 'backtests'],
    };
  if (draft.frozenAs === active.version) return null;
  return {
    text: `The draft is frozen as version ${String(draft.frozenAs)}, and nobody asked for its promotion.`,
    action: 'Request promotion',
    link: ['/rules', id, 'request'],
    query: { version: String(draft.frozenAs) },
  };
}

const waits: Readonly<Partial<Record<ChangeRequest['state'], (version: string) => string>>> = {
  approved: (version) => `${version} is approved and can be promoted.`,
  trial: (version) => `${version} is being tried on new files.`,
};
