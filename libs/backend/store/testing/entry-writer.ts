/** `node entry-writer.ts <url> <entry as JSON> <count>`: books ids T0…, each alone, and prints how many it won. */
import { openDatabase, type NewEntry } from '../src/index.ts';

const [url = '', template = '', count = ''] = process.argv.slice(2);
const db = openDatabase(url);
let won = 0;
for (let n = 0; n < Number(count); n += 1) {
  const entry = { ...(JSON.parse(template) as NewEntry), txnId: `T${String(n)}`, rowNo: n + 1 };
  if (await db.ledger.book([entry], new Date())) won += 1;
}
await db.close();
process.stdout.write(String(won));
