import type { Caller, ChangeRequest } from '@waybill/contracts';
import { actorOf, deed } from '@waybill/kit';
import type { Nouns } from '@waybill/store';

interface Change {
  readonly asked: { caller: Caller; traceId: string };
  readonly at: Date;
  /** A sentence about what was changed. */
  readonly because: string;
}

/**
 * To be called when something was written as a draft: it takes the ground from requests for anything else.
 * @param sha256 of what was written; null when it is no rule set
 */
export async function voidWhatIsNotWritten(
  tx: Pick<Nouns, 'changeRequests' | 'audit'>,
  { ruleSet, sha256 }: { ruleSet: string; sha256: string | null },
  { asked, at }: Omit<Change, 'because'>,
): Promise<void> {
  const because = 'The draft was written on.';
  await voidRequests(tx, ruleSet, { asked, at, because }, (request) => request.sha256 !== sha256);
}

/**
 * Makes the requests of a rule set void that a change has taken the ground from, whether they are approved or not. To be called with the
 * feed locked. @param isVoid all of them unless given
 */
export async function voidRequests(
  { changeRequests, audit }: Pick<Nouns, 'changeRequests' | 'audit'>,
  ruleSet: string,
  { asked, at, because }: Change,
  isVoid: (request: ChangeRequest) => boolean = () => true,
): Promise<void> {
  const by = actorOf(asked.caller);
  for (const request of (await changeRequests.pending(ruleSet)).filter(isVoid)) {
    await changeRequests.close(request.id, { to: 'void', by, because }, at);
    const object = `change-request:${request.id}`;
    await audit.append(deed(asked, at, 'change-request.voided', object, { because }));
  }
}
