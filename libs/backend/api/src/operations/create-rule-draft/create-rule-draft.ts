import type { operations, RuleDraft } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { draftDigest } from '../../draft-digest.ts';
import { voidWhatIsNotWritten } from '../../promotion/void-requests.ts';
import type { RuleSetStore } from '@waybill/store';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.createRuleDraft;

export interface CreateRuleDraftFailure {
  code: 'not-found' | 'rule-draft-exists';
  /** What is not there, or has a draft. */
  what: string;
}

export interface CreateRuleDraftPorts {
  database: Transactor<'feeds' | 'ruleSets' | 'changeRequests' | 'audit'>;
  clock: Clock;
}

/**
 * Begins a draft. There is one per rule set, so that two people meet in it and not after it. To begin it with a text is to write, so that
 * discarding a draft first is no way around what saving it does to requests.
 */
export async function createRuleDraft(
  asked: Asked<Operation>,
  { database, clock }: CreateRuleDraftPorts,
): Promise<Result<RuleDraft, CreateRuleDraftFailure>> {
  const { params, body, caller } = asked;
  const id = params.ruleSetId;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const { feeds, ruleSets, audit } = tx;
    await feeds.lock(id, caller.partner);
    const ruleSet = await ruleSets.find(id);
    if (!ruleSet) return failure({ code: 'not-found', what: `rule set ${id}` });
    if (ruleSet.draft) return failure({ code: 'rule-draft-exists', what: `Rule set ${id}` });
    const start = await startOf(ruleSets, id, body.from, ruleSet.active.version);
    if (!start) return failure({ code: 'not-found', what: `such version of rule set ${id}` });
    const content = { ...start, sha256: draftDigest(start.text), by: actorOf(caller) };
    await ruleSets.insertDraft(id, content, at);
    if (body.from.kind === 'text')
      await voidWhatIsNotWritten(tx, { ruleSet: id, sha256: content.sha256 }, { asked, at });
    const draft = await ruleSets.draft(id);
    if (!draft) throw new Error(`The draft of ${id} cannot be read back`);
    const detail = { basedOn: start.basedOn };
    await audit.append(deed(asked, at, 'rule-draft.created', `rule-set:${id}`, detail));
    return success(draft);
  });
}

type Start = Asked<Operation>['body']['from'];

async function startOf(
  ruleSets: Pick<RuleSetStore, 'version'>,
  id: string,
  from: Start,
  active: number,
): Promise<{ text: string; basedOn: number } | null> {
  if (from.kind === 'text') return { text: from.text, basedOn: active };
  const version = from.kind === 'active' ? active : from.version;
  const found = await ruleSets.version(id, version);
  return found && { text: JSON.stringify(found.document, null, 2), basedOn: version };
}
