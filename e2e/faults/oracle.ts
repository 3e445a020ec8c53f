/**
 * What must be in the ledger, worked out from the raw files by the few lines anybody would write: no decoder, no rules engine, no
 * store. The first readable row of an id counts; one point per whole unit of money.
 */
export function expectedLedger(files: Iterable<string>): Map<string, string> {
  const expected = new Map<string, string>();
  for (const text of files) {
    for (const line of text.trimEnd().split('\n').slice(1)) {
      const [txn = '', member = '', , amount = ''] = line.split(',');
      const points = Math.floor(Number(amount));
      if (expected.has(txn) || !Number.isFinite(points) || points === 0) continue;
      expected.set(txn, `${member} ${String(points)}`);
    }
  }
  return expected;
}

export function expectedBalances(ledger: ReadonlyMap<string, string>): Map<string, number> {
  const balances = new Map<string, number>();
  for (const entry of ledger.values()) {
    const [member = '', points = '0'] = entry.split(' ');
    balances.set(member, (balances.get(member) ?? 0) + Number(points));
  }
  return balances;
}
