import type { ProblemName } from '@waybill/contracts';
import type { ProblemKind } from './portal-problem.ts';

export interface Message {
  readonly kind: ProblemKind;
  readonly title: string;
  readonly advice: string;
}

/** Every problem type of the API, said plainly and with what to do about it. */
export const messages: Record<ProblemName, Message> = {
  'malformed-request': invalid('The hub could not read this request.'),
  unauthenticated: {
    kind: 'signed-out',
    title: 'Your session has ended.',
    advice: 'Sign in again; you come back to this place.',
  },
  forbidden: {
    kind: 'forbidden',
    title: 'Your role may not see or do this.',
    advice: 'Ask an administrator if your work needs it.',
  },
  'not-found': {
    kind: 'absent',
    title: 'There is nothing at this address.',
    advice: 'It may have been mistyped, or it belongs to data you may not see.',
  },
  'method-not-allowed': invalid('The hub does not do this here.'),
  'payload-too-large': invalid('That was too much for one request.', 'Try it with less.'),
  'unsupported-media-type': invalid('The hub could not read this request.'),
  'validation-failed': invalid(
    'Some values are not as they must be.',
    'Correct them and try again.',
  ),
  'idempotency-key-reused': conflict(
    'This was already sent with other values.',
    'Start over from the beginning of this dialog.',
  ),
  'idempotency-in-flight': {
    kind: 'busy',
    title: 'The same request is still being worked on.',
    advice: 'Wait a moment and try again.',
  },
  'idempotency-key-missing': invalid('The request lacked its key.'),
  'precondition-required': {
    kind: 'stale',
    title: 'This edit did not say which version it is based on.',
    advice: 'Reload and make the change again.',
  },
  'precondition-failed': {
    kind: 'stale',
    title: 'Somebody changed this since you opened it.',
    advice: 'Reload to see their change, then make yours again.',
  },
  'too-many-requests': {
    kind: 'busy',
    title: 'Too many requests at once.',
    advice: 'Wait a moment and try again.',
  },
  unavailable: {
    kind: 'unavailable',
    title: 'The hub is temporarily unavailable.',
    advice: 'Nothing was lost. Try again in a moment.',
  },
  unexpected: {
    kind: 'broken',
    title: 'Something went wrong on our side.',
    advice: 'Try again. If it stays, give support the code and the trace id below.',
  },
  'partner-exists': conflict('A partner with this id exists already.', 'Choose another id.'),
  'partner-not-live': conflict(
    'This partner does not take files at present.',
    'Set the partner live first, or choose another feed.',
  ),
  'partner-offboarded': conflict(
    'The partner is offboarded and does not change any more.',
    'If it comes back, make a new partner.',
  ),
  'feed-exists': conflict('The partner has a feed with this code already.', 'Choose another code.'),
  'feed-invalid': invalid(
    'The feed definition does not make sense.',
    'Correct what is named below.',
  ),
  'drift-decided': conflict(
    'Somebody decided on this difference already.',
    'Reload to see what was decided, and by whom.',
  ),
  'drift-no-alias': conflict(
    'No column of the layout can take this name.',
    'Choose the column that the name belongs to, or change the layout in the format of the feed.',
  ),
  'rules-invalid': invalid('The rule set has errors.', 'Correct what is named below.'),
  'rule-draft-exists': conflict(
    'The rule set has a draft already.',
    'Go on with that draft, or discard it first.',
  ),
  'rule-version-unchanged': conflict(
    'The latest version says the same as this draft.',
    'Change something, or use that version.',
  ),
  'row-unreadable': conflict(
    'The row does not read as a record.',
    'No rule is asked about such a row. Choose one that could be read.',
  ),
  'rule-version-active': conflict(
    'This version is active already.',
    'Choose another version, or change something first.',
  ),
  'four-eyes': {
    kind: 'forbidden',
    title: 'Somebody else has to decide on this.',
    advice: 'Ask another person who may approve; nobody decides on a request of their own.',
  },
  'evidence-missing': conflict(
    'What a change request has to rest on is missing.',
    'Run the tests of the version and a backtest against what is active, mend what fails, then ask again.',
  ),
  'evidence-stale': conflict(
    'What the change request rests on has changed since.',
    'Freeze what is there now, test and backtest it, and ask again.',
  ),
  'change-request-closed': conflict(
    'The change request does not wait for this any more.',
    'Reload to see what became of it.',
  ),
  'change-request-not-approved': conflict(
    'Only an approved change request can be promoted.',
    'Have it approved by somebody else first.',
  ),
  'change-request-open': conflict(
    'There is a change request for this version already.',
    'Go on with that one, or withdraw it.',
  ),
  'signing-off': conflict(
    'This hub has no key to sign rules with.',
    'Ask whoever runs the hub to configure one.',
  ),
  'signature-wrong': conflict(
    'The file was changed, or signed by a hub that this one does not trust.',
    'Export it anew; both hubs need the same key.',
  ),
  'rule-bundle-format': conflict(
    'The rules were made for another format than this feed has.',
    'Give the feed the same format first.',
  ),
  'rule-version-exists': conflict(
    'The rule set has a version that says the same.',
    'Go on with that one.',
  ),
  'trial-running': conflict(
    'Rules of this feed are being tried already.',
    'Wait until that trial is over, or stop it.',
  ),
  'no-trial': conflict('This change is not being tried.', 'Reload to see what became of it.'),
  'nothing-to-roll-back': conflict(
    'There is no other version to go back to.',
    'Name the version that should be active.',
  ),
  'object-absent': conflict('The file is not in the landing bucket.', 'Upload it again.'),
  'file-not-assignable': conflict(
    'Only an unassigned or quarantined file can be assigned.',
    'Reload to see its present state.',
  ),
  'file-gone': conflict(
    'The bytes of this file are no longer available.',
    'Ask the partner to send it again.',
  ),
  'file-not-releasable': conflict(
    'Only a quarantined file of a feed can be released.',
    'Reload to see its present state; a file of no feed is assigned instead.',
  ),
  'file-not-rejectable': conflict(
    'Only a file that waits for a decision can be rejected.',
    'Reload to see what became of it.',
  ),
  'file-not-reopenable': conflict(
    'This rejection cannot be taken back any more.',
    'Ask the partner to send the file again.',
  ),
  'selection-changed': conflict(
    'By now other things match than the ones you were shown.',
    'Look at the list again and decide anew.',
  ),
  'selection-too-large': invalid(
    'These are too many for one decision.',
    'Narrow the selection by feed, code or time and decide part by part.',
  ),
  'contact-absent': conflict(
    'The partner has no such contact.',
    'Add one on the partner’s page, under Contacts.',
  ),
  'mail-too-large': conflict(
    'This is too much for one mail.',
    'Export the row errors of the run and hand the file over.',
  ),
  'mail-refused': conflict(
    'The mail service refused the mail.',
    'Nothing was sent. Give support the code.',
  ),
  'mail-uncertain': conflict(
    'It is not known whether the mail was sent.',
    'Ask the contact before you send it again.',
  ),
  'run-finished': conflict('The run has finished already.', 'Reload to see how it ended.'),
  'run-not-finished': conflict(
    'The run has not finished yet.',
    'Wait until it has, then try again.',
  ),
  'plan-not-ready': conflict('The plan is still being worked out.', 'Wait until it is ready.'),
  'plan-expired': conflict(
    'This plan is too old to be carried out.',
    'Make a new one: the ledger may have moved since.',
  ),
  'plan-used': conflict(
    'This plan was carried out already.',
    'Open the replay, or make a new plan.',
  ),
  'nothing-to-replay': conflict(
    'The selection holds no row to replay.',
    'Choose all rows, or another run.',
  ),
  'nothing-to-backtest': conflict(
    'There is no processed file to judge.',
    'Choose other files, or another time.',
  ),
  'bulk-replay-not-waiting': conflict(
    'This bulk replay does not wait to go on.',
    'Look at the screen again: it may be under way, or have ended.',
  ),
  'bulk-replay-finished': conflict(
    'This bulk replay has ended already.',
    'Its proof says what was replayed.',
  ),
  'bulk-replay-not-finished': conflict(
    'This bulk replay has not ended yet.',
    'Its proof is made when it has.',
  ),
  'export-forbidden': {
    kind: 'forbidden',
    title: 'Your role may not see what this export holds.',
    advice: 'Ask somebody who may, or leave out what is personal.',
  },
  'export-not-ready': conflict('The export is not ready.', 'Wait until it has finished.'),
  'export-expired': conflict(
    'The exported file was deleted after its time.',
    'Export the list again.',
  ),
  'saved-view-exists': conflict('You have a view with this name already.', 'Choose another name.'),
  'too-many-saved-views': conflict(
    'You have as many views of this list as there may be.',
    'Delete one that you no longer need.',
  ),
  'saved-view-of-another': {
    kind: 'forbidden',
    title: 'Only who made a view may change it.',
    advice: 'Save it as a view of your own.',
  },
  'job-finished': conflict('The job has ended already.', 'Reload to see how it ended.'),
};

function invalid(
  title: string,
  advice = 'This is our mistake: please report the code below.',
): Message {
  return { kind: 'invalid', title, advice };
}

function conflict(title: string, advice: string): Message {
  return { kind: 'conflict', title, advice };
}
