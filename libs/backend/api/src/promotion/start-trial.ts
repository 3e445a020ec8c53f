import type { Caller, ChangeRequest, Feed, Promotion } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { NewBundle, Nouns } from '@waybill/store';

export type TrialWish = Exclude<Promotion, { how?: 'full' | undefined }>;

export interface TrialRunning {
  code: 'trial-running';
  /** The request that is being tried. */
  id: string;
}

interface Start {
  readonly request: ChangeRequest;
  readonly feed: Feed;
  readonly bundle: Omit<NewBundle, 'by' | 'reason'>;
  readonly wish: TrialWish;
  readonly asked: { caller: Caller; traceId: string };
  readonly at: Date;
}

/**
 * Begins to try an approved request on new files; what is active stays so. After a shadow the same request may go on as a canary, and
 * after a canary that passed as another. To be called with the feed locked.
 */
export async function startTrial(
  tx: Pick<Nouns, 'changeRequests' | 'trials' | 'audit'>,
  { request, feed, bundle, wish, asked, at }: Start,
): Promise<Result<void, TrialRunning>> {
  const running = (await tx.changeRequests.pending(feed.id)).find(
    ({ trial }) => trial?.state === 'running',
  );
  const goesOn = running?.id === request.id && running.trial?.how === 'shadow';
  if (running && !(goesOn && wish.how === 'canary'))
    return failure({ code: 'trial-running', id: running.id });
  const { how, files } = wish;
  const limits =
    wish.how === 'canary'
      ? { rejectRateMax: wish.rejectRateMax, pointsRatioMax: wish.pointsRatioMax }
      : null;
  const { id, reason, ruleVersion } = request;
  const candidate = { ...bundle, by: actorOf(asked.caller), reason };
  await tx.trials.start({ request: id, how, files, limits, candidate }, at);
  const detail = { how, files, ...limits, ruleVersion };
  const object = `change-request:${id}`;
  await tx.audit.append(deed(asked, at, 'change-request.trial-started', object, detail));
  return success(undefined);
}
