/** A file as a partner drops it. */
export interface DroppedFile {
  key: string;
  body: Uint8Array | string;
}

/** The same numbers on every machine. */
function* spread(count: number, seed: number): Generator<number> {
  let state = seed;
  for (let at = 0; at < count; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Days of the month before `today`, so that a first look never shows purchases of the future. */
function dayBefore(today: Date, days: number): Date {
  return new Date(today.getTime() - days * 86_400_000);
}

function acmePurchases(today: Date, day: number, rows: number): string {
  const date = dayBefore(today, day).toISOString().slice(0, 10);
  const lines = [...spread(rows, day * 7919)].map((random, at) => {
    const cents = 500 + (random % 32_000);
    const amount = `${Math.floor(cents / 100)}.${twoDigits(cents % 100)}`;
    return `AC-${date.replaceAll('-', '')}-${String(at + 1).padStart(4, '0')},E${1000 + (random % 160)},${date},${amount},USD,S${1 + (random % 12)}`;
  });
  return `txn_id,member_id,txn_date,amount,currency,store\n${lines.join('\n')}\n`;
}

/** As above, with the faults people really send: a comma decimal, an impossible date, no member, a repeated and a changed id. */
function acmeWithFaults(today: Date): string {
  const lines = acmePurchases(today, 1, 60).split('\n');
  const damage: [number, (line: string) => string][] = [
    [5, (line) => line.replace(/,(\d+)\.(\d\d),USD/, ',"$1,$2",USD')],
    [11, (line) => line.replace(/\d{4}-\d\d-\d\d,/, '2026-02-30,')],
    [17, (line) => line.replace(/,E\d+,/, ',,')],
    [23, () => lines[2] ?? ''],
    [29, () => (lines[3] ?? '').replace(/,(\d+)\.\d\d,USD/, ',9$1.00,USD')],
    [31, (line) => line.replace(',USD,', ',US,')],
    [37, (line) => line.replace(/,(\d+)\.(\d\d),USD/, ',"$1,$2",USD')],
  ];
  for (const [at, change] of damage) lines[at] = change(lines[at] ?? '');
  return lines.join('\n');
}

function hafenwerkEinkauf(today: Date): Uint8Array {
  const lines = [...spread(80, 4711)].map((random, at) => {
    const date = dayBefore(today, 2 + (random % 20));
    const day = `${twoDigits(date.getUTCDate())}.${twoDigits(date.getUTCMonth() + 1)}.${date.getUTCFullYear()}`;
    const cents = 200 + (random % 18_000);
    return `HW-${String(at + 1).padStart(5, '0')};${70_000 + (random % 40)};${day};${Math.floor(cents / 100)},${twoDigits(cents % 100)};Köln Süd`;
  });
  const text = `Beleg;Personalnummer;Datum;Betrag;Filiale\r\n${lines.join('\r\n')}\r\n`;
  return Buffer.from(text, 'latin1');
}

/** What lies in the landing bucket on a first start. */
export function files(today: Date): DroppedFile[] {
  return [
    { key: 'acme/purchases/purchases-1.csv', body: acmePurchases(today, 3, 240) },
    { key: 'acme/purchases/purchases-2.csv', body: acmePurchases(today, 2, 310) },
    { key: 'acme/purchases/purchases-3.csv', body: acmeWithFaults(today) },
    {
      key: 'acme/purchases/purchases-4.csv',
      body: acmePurchases(today, 0, 40).replace('amount,currency', 'total,currency'),
    },
    { key: 'hafenwerk/einkauf/einkauf-kw46.csv', body: hafenwerkEinkauf(today) },
    { key: 'hafenwerk/lieferung/strange.csv', body: 'a,b\n1,2\n' },
  ];
}
