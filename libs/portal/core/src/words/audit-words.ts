import type { IconName, Tone } from '@waybill/portal-ui';

/** How an action of the audit trail is told: who, what `says`, and the thing in place of `{}`. */
export interface AuditWord {
  /** For choosing the action in a filter. */
  readonly label: string;
  /** After the actor's name, in the past tense; `{}` stands for the thing. */
  readonly says: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

const made = { icon: 'check', tone: 'good' } as const;
const changed = { icon: 'difference', tone: 'note' } as const;
const refused = { icon: 'block', tone: 'bad' } as const;
const fetched = { icon: 'download', tone: 'busy' } as const;
const replayed = { icon: 'replay', tone: 'busy' } as const;
const moved = { icon: 'arrow-forward', tone: 'calm' } as const;

/** Every action that the hub writes down. One that is missing here is still told, in its own name. */
export const auditWords: Readonly<Record<string, AuditWord>> = {
  'access.denied': { label: 'Access denied', says: 'was refused {}', ...refused },
  'backtest.created': { label: 'Backtest started', says: 'started {}', ...moved },
  'bulk-replay.cancel-requested': {
    label: 'Bulk replay cancelled',
    says: 'cancelled {}',
    ...refused,
  },
  'bulk-replay.cancelled': { label: 'Bulk replay ended early', says: 'stopped {}', ...refused },
  'bulk-replay.continued': { label: 'Bulk replay continued', says: 'went on with {}', ...replayed },
  'bulk-replay.created': { label: 'Bulk replay started', says: 'started {}', ...replayed },
  'bulk-replay.stopped': {
    label: 'Bulk replay held',
    says: 'held {}, since not all went as planned',
    ...refused,
  },
  'bulk-replay.succeeded': { label: 'Bulk replay ended', says: 'finished {}', ...made },
  'bulk-replay-plan.created': { label: 'Bulk replay planned', says: 'made {}', ...replayed },
  'change-request.approved': { label: 'Change approved', says: 'approved {}', ...made },
  'change-request.opened': { label: 'Change asked for', says: 'opened {}', ...changed },
  'change-request.promoted': { label: 'Change promoted', says: 'promoted {}', ...made },
  'change-request.rejected': { label: 'Change rejected', says: 'rejected {}', ...refused },
  'change-request.trial-finished': { label: 'Trial ended', says: 'ended the trial of {}', ...made },
  'change-request.trial-passed': {
    label: 'Trial passed',
    says: 'kept within the limits with {}',
    ...made,
  },
  'change-request.trial-started': { label: 'Trial begun', says: 'began to try {}', ...changed },
  'change-request.trial-stopped': {
    label: 'Trial stopped',
    says: 'stopped the trial of {}',
    ...refused,
  },
  'change-request.voided': { label: 'Change made void', says: 'made {} void', ...refused },
  'change-request.withdrawn': { label: 'Change withdrawn', says: 'withdrew {}', ...refused },
  'drift.accepted': { label: 'Drift accepted', says: 'accepted {}', ...changed },
  'drift.ignored': { label: 'Drift ignored', says: 'ignored {}', ...changed },
  'drift.open': { label: 'Drift reopened', says: 'reopened {}', ...changed },
  'drift.rejected': { label: 'Drift rejected', says: 'rejected {}', ...changed },
  'export.created': { label: 'Export asked for', says: 'asked for an export, {}', ...fetched },
  'export.download-url-created': {
    label: 'Export downloaded',
    says: 'downloaded the file of {}',
    ...fetched,
  },
  'feed.changed': { label: 'Feed changed', says: 'changed {}', ...changed },
  'feed.created': { label: 'Feed made', says: 'made {}', ...made },
  'feed.expectation-changed': {
    label: 'Expectation changed',
    says: 'changed what is expected of {}',
    ...changed,
  },
  'feed.format-changed': {
    label: 'Format changed',
    says: 'changed the format of {}',
    ...changed,
  },
  'feed.rules-changed': { label: 'Rules changed', says: 'changed the rules of {}', ...changed },
  'feed.rules-rolled-back': {
    label: 'Rules rolled back',
    says: 'rolled back the rules of {}',
    ...changed,
  },
  'file.archived': { label: 'File archived', says: 'archived {}', ...moved },
  'file.assigned': { label: 'File assigned', says: 'assigned {} to a feed', ...moved },
  'file.download-url-created': {
    label: 'File downloaded',
    says: 'downloaded the original of {}',
    ...fetched,
  },
  'file.duplicate': { label: 'File was a duplicate', says: 'found that {} came twice', ...moved },
  'file.ingest-requested': { label: 'File taken in', says: 'took {} in by hand', ...moved },
  'file.quarantined': { label: 'File quarantined', says: 'set {} aside', ...refused },
  'file.rejected': { label: 'File rejected', says: 'rejected {}', ...refused },
  'file.released': { label: 'File released', says: 'released {}', ...moved },
  'file.reopened': { label: 'File reopened', says: 'reopened {}', ...moved },
  'file.unassigned': { label: 'File unassigned', says: 'found no feed for {}', ...moved },
  'job.cancel-requested': { label: 'Job cancelled', says: 'cancelled {}', ...refused },
  'partner.changed': { label: 'Partner changed', says: 'changed {}', ...changed },
  'partner.contacts-changed': {
    label: 'Contacts changed',
    says: 'changed the contacts of {}',
    ...changed,
  },
  'partner.created': { label: 'Partner made', says: 'made {}', ...made },
  'replay.created': { label: 'Replay started', says: 'started {}', ...replayed },
  'replay-plan.created': { label: 'Replay planned', says: 'planned a replay of {}', ...replayed },
  'row-errors.ignored': { label: 'Row errors ignored', says: 'ignored {}', ...changed },
  'row-errors.reopened': { label: 'Row errors reopened', says: 'reopened {}', ...changed },
  'row-errors.resolved': { label: 'Row errors resolved', says: 'resolved {}', ...made },
  'rule-draft.created': { label: 'Draft begun', says: 'began a draft of {}', ...changed },
  'rule-draft.discarded': {
    label: 'Draft discarded',
    says: 'discarded the draft of {}',
    ...refused,
  },
  'rule-version.exported': {
    label: 'Version exported',
    says: 'exported a version of {}',
    ...fetched,
  },
  'rule-version.imported': { label: 'Version imported', says: 'imported a version of {}', ...made },
  'rule-version.frozen': { label: 'Version frozen', says: 'froze a version of {}', ...made },
  'rules.tested': { label: 'Rules tested', says: 'ran the tests of {}', ...moved },
  'run.cancel-requested': { label: 'Run cancelled', says: 'cancelled {}', ...refused },
  'run.cancelled': { label: 'Run stopped', says: 'stopped {}', ...refused },
  'run.failed': { label: 'Run failed', says: 'gave {} up', ...refused },
  'run.partial': { label: 'Run partial', says: 'finished {}, but for some rows', ...changed },
  'run.send-back-begun': {
    label: 'Rows on their way back',
    says: 'began to send rows back of {}',
    ...fetched,
  },
  'run.send-back-failed': {
    label: 'Rows not sent back',
    says: 'could not send rows back of {}',
    ...refused,
  },
  'run.sent-back': { label: 'Rows sent back', says: 'sent rows back of {}', ...made },
  'run.succeeded': { label: 'Run succeeded', says: 'finished {}', ...made },
  'saved-view.changed': { label: 'View changed', says: 'changed {}', ...changed },
  'saved-view.created': { label: 'View saved', says: 'saved {}', ...made },
  'saved-view.deleted': { label: 'View deleted', says: 'deleted {}', ...refused },
  'upload-url.created': { label: 'Upload begun', says: 'began an upload to {}', ...moved },
};

/** What each kind of thing is called, and below which route it is shown; null where it has none. */
const things: Readonly<Record<string, { noun: string; route: string | null }>> = {
  backtest: { noun: 'the backtest', route: '/backtests' },
  'bulk-replay': { noun: 'the bulk replay', route: '/replays/bulk' },
  'bulk-replay-plan': { noun: 'the plan of a bulk replay', route: null },
  'change-request': { noun: 'the change request', route: '/change-requests' },
  drift: { noun: 'the drift', route: null },
  entry: { noun: 'the entry', route: '/entries' },
  feed: { noun: 'the feed', route: '/feeds' },
  file: { noun: 'the file', route: '/files' },
  job: { noun: 'the job', route: null },
  member: { noun: 'the member', route: '/members' },
  operation: { noun: 'the call', route: null },
  partner: { noun: 'the partner', route: '/partners' },
  replay: { noun: 'the replay', route: '/replays' },
  'row-errors': { noun: 'row errors in one decision,', route: null },
  'rule-set': { noun: 'the rules of', route: '/rules' },
  run: { noun: 'the run', route: '/runs' },
  'saved-view': { noun: 'the view', route: null },
};

export interface AuditThing {
  readonly noun: string;
  readonly id: string;
  /** Commands of the router; null where there is nothing to go to. */
  readonly link: readonly string[] | null;
}

/** The thing an event is about, from `<noun>:<id>`. */
export function auditThing(object: string): AuditThing {
  const at = object.indexOf(':');
  const [kind, id] = at === -1 ? ['', object] : [object.slice(0, at), object.slice(at + 1)];
  const known = Object.hasOwn(things, kind) ? things[kind] : undefined;
  const route = known?.route ?? null;
  return {
    noun: known?.noun ?? kind.replaceAll('-', ' '),
    id,
    link: route === null ? null : [route, id],
  };
}

export function auditWordOf(action: string): AuditWord {
  const known = Object.hasOwn(auditWords, action) ? auditWords[action] : undefined;
  return known ?? { label: action, says: `did “${action}” to {}`, icon: 'info', tone: 'calm' };
}

/** Who did it, from `person:<sub>`, `machine:<client>`, `partner:<client>`, `client:<id>` or `system:<part>`. */
export function actorName(actor: string): string {
  const at = actor.indexOf(':');
  const [kind, name] = at === -1 ? ['', actor] : [actor.slice(0, at), actor.slice(at + 1)];
  if (kind === 'person') return name;
  if (kind === 'system') return `the hub (${name})`;
  return kind === '' ? name : `${name} (${kind})`;
}
