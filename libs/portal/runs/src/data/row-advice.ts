/** What helps against each kind of trouble, by the area of its code (`AREA-NNN`). */
const adviceByArea: Readonly<Record<string, string>> = {
  TRANSPORT: 'Ask the partner to send the file again; the transfer did not complete.',
  FILE: 'Compare the file with what the feed expects, then upload a corrected one.',
  PARSE: 'The line is broken as CSV. Ask the partner to quote cells that hold the delimiter.',
  LAYOUT: 'The columns changed. Tell the partner, or add the new name to the feed’s layout.',
  TYPE: 'Ask the partner for a corrected row, or declare this format in the feed’s layout.',
  CONSTRAINT: 'Ask the partner for a corrected row; the feed’s layout allows no other values.',
  MAPPING: 'Add this value to the feed’s value map, then replay the failed rows.',
  REFERENCE: 'Load the roster that holds this member first, then replay the failed rows.',
  RULE: 'The rule set refused the row. Check the rule, then replay with the current rules.',
  DUPLICATE:
    'The same transaction was booked with other content. Ask the partner which one is right.',
  LEDGER: 'The account does not allow this booking. Check the member’s state and lots.',
  GUARD: 'Far more changed than usual, so nothing was booked. Confirm with the partner first.',
  DELIVERY: 'The receiving system did not accept it. It is tried again by itself.',
  SYSTEM: 'This is ours, not the partner’s. Replay the failed rows, and tell support the code.',
};

/** What to do about a row or a file with this problem code. */
export function adviceFor(code: string): string {
  const area = code.slice(0, Math.max(code.indexOf('-'), 0));
  return adviceByArea[area] ?? 'Look at the row, correct its source, then replay the failed rows.';
}
