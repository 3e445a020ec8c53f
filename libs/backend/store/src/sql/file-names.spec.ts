import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { at } from '../../testing/hub-story.ts';
import { connect } from '../open-database.ts';
import { fileNamesFilled } from '../schema/011-file-names.ts';
import { fewFiles, wordsOf } from './file-names.ts';

const longName = `${'Überweisung '.repeat(40)}.csv`;

describe('the words of a name', () => {
  test.each([
    ['Purchases_2026-03-01.CSV', ' purchases 2026 03 01 csv'],
    ['q4report.csv', ' q 4 report csv'],
    ['Übersicht%100 — März.csv', ' übersicht 100 märz csv'],
    ['Ma\u0308rz', ' märz'],
    ['名簿2026.csv', ' 名簿 2026 csv'],
    ['=%--_', ''],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toBe(words);
  });

  test('are no more than fit', () => {
    expect(wordsOf('a-'.repeat(500))).toBe(' a'.repeat(32));
    expect(wordsOf('x'.repeat(2000))).toHaveLength(1024);
  });
});

describe.each(engines)('files by their name on %s', (engine) => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await testDatabase(engine);
    await register('acme-Purchases_2026-03-01.csv', 'purchases-2026-03-02.csv', longName);
  }, 60_000);
  afterAll(() => db.close());

  test.each([
    ['a word', 'purchases', 2],
    ['the beginning of a word', 'PURCH', 2],
    ['the middle of a word', 'urchases', 0],
    ['words, whatever stands between them', 'purchases 2026/03.02', 1],
    ['words in another order', '2026 purchases', 0],
    ['the beginning of a number', '2026-03-0', 2],
    ['the beginning of an id', 'FILE_N', 3],
    ['more of a name than the index holds', longName, 1],
    ['no word at all', '%', 0],
  ])('by %s', async (_what, q, files) => {
    expect(await found(q)).toHaveLength(files);
    expect((await db.files.stats({ q }, null)).total).toBe(files);
  });

  test('those with a name that very many have are found in the order of the list', async () => {
    const raw = await db.raw();
    const others = Array.from({ length: fewFiles }, (_, index) => `('purchases', ${100 + index})`);
    await raw.run(`insert into file_name_part (part, file_no) values ${others.join(', ')}`);
    expect(await found('purchases')).toEqual([
      'purchases-2026-03-02.csv',
      'acme-Purchases_2026-03-01.csv',
    ]);
    expect(await found('urchases')).toEqual([]);
    await raw.run('delete from file_name_part where file_no >= 100');
  });

  test('those that were there before the names were kept', async () => {
    const raw = await db.raw();
    await raw.run('delete from file_name_part');
    await raw.run(`update inbound_file set name_words = name`);
    expect(await found('purchases')).toEqual([]);

    const session = {
      ...connect(db.url, { poolSize: 1, random: Math.random }),
      atomically: () => Promise.reject(),
    };
    await fileNamesFilled.fill?.(session);
    await session.db.destroy();

    expect(await found('purchases')).toHaveLength(2);
  });

  async function found(q: string): Promise<string[]> {
    const { items } = await db.files.list({ q, limit: 10 }, null);
    return items.map(({ name }) => name);
  }

  async function register(...names: string[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      const object = { bucket: 'waybill-landing', key: `acme/${name}`, version: '1', etag: 'e' };
      const later = new Date(at.getTime() + index);
      await db.files.register(
        { ...object, sizeBytes: 1, sequencer: '' },
        { id: `file_n${String(index)}`, at: later },
      );
    }
  }
});
