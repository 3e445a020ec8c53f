/**
 * What the stages around the reading of a file refuse, leave out or leave as it is. The rules and the pipeline state these
 * themselves; the words for people stand here, so that one table explains every code of a run's report.
 */
export const laterProblems = {
  'TRANSPORT-001': {
    name: 'SOURCE_MISSING',
    title: 'The file is no longer there',
    advice: 'Ask the partner to deliver it again.',
  },
  'TRANSPORT-002': {
    name: 'SOURCE_UNREADABLE',
    title: 'The file cannot be read from storage',
    advice: 'Check the access and key of the landing bucket, then replay.',
  },
  'TRANSPORT-003': {
    name: 'KEY',
    title: 'The file name is not acceptable',
    advice: 'Use a plain name without control characters or path tricks.',
  },
  'TRANSPORT-004': {
    name: 'SUPERSEDED',
    title: 'A newer version of the file replaced this one',
    advice: 'Nothing to do; the newer version is processed on its own.',
  },
  'TRANSPORT-005': {
    name: 'IGNORED_NAME',
    title: 'Not a finished file, by its name',
    advice:
      'Rename the file once it is complete; folders, hidden and unfinished files are left alone.',
  },
  'TRANSPORT-006': {
    name: 'ARCHIVE',
    title: 'No kept copy holds the bytes of the file',
    advice:
      'Ask the partner to deliver the file again; what was booked before is not booked twice.',
  },
  'FILE-009': {
    name: 'DUPLICATE_FILE',
    title: 'The same bytes were processed before',
    advice: 'Nothing to do; use replay if they shall be processed again.',
  },
  'FILE-010': {
    name: 'FEED_UNKNOWN',
    title: 'No feed matches this file',
    advice: 'Assign the file to a feed, or correct its name or folder.',
  },
  'FILE-011': {
    name: 'FEED_NOT_OPEN',
    title: 'The feed takes no files at present',
    advice: 'Activate the feed and set its partner live, then assign the file to the feed.',
  },
  'FILE-012': {
    name: 'NO_ROW_ACCEPTED',
    title: 'Not one row could be processed',
    advice: 'Repair what the row errors name, then replay the failed rows.',
  },
  'REFERENCE-001': {
    name: 'MEMBER',
    title: 'No such member',
    advice: 'Create the member or correct the number, then replay the row.',
  },
  'REFERENCE-002': {
    name: 'MEMBER_STATE',
    title: 'The member cannot earn points now',
    advice: "Check the member's state.",
  },
  'REFERENCE-003': {
    name: 'ORIGINAL',
    title: 'The purchase to take back is not known',
    advice: 'Deliver the purchase first or correct its id, then replay the row.',
  },
  'REFERENCE-004': {
    name: 'ORIGINAL_REVERSED',
    title: 'The purchase was taken back before',
    advice: 'Ask the partner why it is returned twice; its points are taken back once.',
  },
  'RULE-001': {
    name: 'RULE_REJECTED',
    title: 'A rule rejects the row',
    advice: 'See the named rule for the reason.',
  },
  'RULE-002': {
    name: 'RULE_SKIPPED',
    title: 'A rule leaves the row out',
    advice: 'Nothing to do if this is intended; see the named rule for the reason.',
  },
  'RULE-003': {
    name: 'RULE_ZERO_POINTS',
    title: 'The rules grant the row no points',
    advice: 'Nothing to do if this is intended; otherwise check the amounts and the rules.',
  },
  'RULE-004': {
    name: 'RULE_NONE_APPLIED',
    title: 'No rule applies to the row',
    advice: 'Nothing to do if this is intended; otherwise add a rule for such rows, then replay.',
  },
  'RULE-005': {
    name: 'RULE_INPUT',
    title: 'A value that the rules need is absent or unfit',
    advice: 'Fill the cell, or declare the input as optional and handle its absence.',
  },
  'RULE-006': {
    name: 'RULE_ERROR',
    title: 'A rule divides by zero',
    advice: 'Open the trace of the row and guard the division in the rule, then replay.',
  },
  'RULE-007': {
    name: 'RULE_RANGE',
    title: 'A value too large to be calculated exactly',
    advice: 'Correct the value, or the calculation in the named rule.',
  },
  'RULE-008': {
    name: 'RULE_RANGE',
    title: 'More points than the rule set allows',
    advice: 'Check the amount, the rule, and the limit of the rule set.',
  },
  'RULE-009': {
    name: 'RULE_RANGE',
    title: 'A rule comes to fewer than zero points',
    advice: 'Correct the rule; to take points back it has to reverse a purchase.',
  },
  'RULE-010': {
    name: 'RULE_ERROR',
    title: 'Two lines of a decision table apply at once',
    advice: 'Make the lines of the table exclude each other, or change its hit policy.',
  },
  'DUPLICATE-001': {
    name: 'CONFLICT',
    title: 'The id was posted before with other content',
    advice: 'Correct the id, or send a reversal and a new transaction.',
  },
  'DUPLICATE-002': {
    name: 'DUPLICATE',
    title: 'The same row was posted before',
    advice: 'Nothing to do; nothing is booked twice.',
  },
  'DUPLICATE-003': {
    name: 'UNCHANGED',
    title: 'The row changes nothing that is booked',
    advice: 'Nothing to do; the row stands as it was posted.',
  },
  'LEDGER-001': {
    name: 'INSUFFICIENT',
    title: 'The balance is too small',
    advice: "Check the member's balance.",
  },
  'LEDGER-002': {
    name: 'REVERSAL_TOO_LARGE',
    title: 'More points to take back than were earned',
    advice: 'Correct the rule or the row; a return takes back at most what its purchase earned.',
  },
  'GUARD-001': {
    name: 'MASS_CHANGE',
    title: 'The file would change unusually much',
    advice: 'Release the held file if this is intended.',
  },
  'SYSTEM-001': {
    name: 'INTERNAL',
    title: 'The hub failed on this row',
    advice: 'Replay the row; call support if it fails again.',
  },
  'SYSTEM-002': {
    name: 'ATTEMPTS',
    title: 'Given up after several attempts',
    advice: 'Replay the file; call support if it fails again.',
  },
  'SYSTEM-003': {
    name: 'CONFIGURATION',
    title: 'The feed cannot be carried out as configured',
    advice: 'Correct the layout or the rules of the feed, then replay the file.',
  },
} as const;
