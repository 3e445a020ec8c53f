/**
 * `node --import …/next-release.mjs`: the hub as a later release of it, by the edits that this would have made. `WAYBILL_STAND_IN` says which:
 * 0 is the sources as they are, 1 to 3 take the contacts of partners over into another column, as any rename has to:
 *
 * 1 writes both columns and reads the old one, since release 0 writes that alone;
 * 2 reads the new one, which was filled when release 0 had left, and writes both, since release 1 reads the old one;
 * 3 knows the new one only. After it the old one may go, which is the migration that only contracts (4).
 */
import { registerHooks } from 'node:module';

const release = Number(process.env.WAYBILL_STAND_IN ?? '0');

const expand = `{ name: '900-stand-in', statements: (t) => [
  sql\`alter table partner add column contact_list \${t.longText}\`,
  sql\`alter table partner alter column contacts set default '[]'\`,
  sql\`alter table run add column stand_in \${t.int}\`,
  sql\`alter table inbound_file add column stand_in \${t.int}\`,
  sql\`create index stand_in_of_run on run (stand_in)\`,
] }`;
const fill = `{ name: '901-stand-in-filled', statements: () => [
  sql\`update partner set contact_list = contacts where contact_list is null or contact_list <> contacts\`,
] }`;
const contract = `{ name: '902-stand-in-contracted', statements: () => [
  sql\`alter table partner drop column contacts\`,
] }`;
const steps = [expand, fill, contract].slice(0, [0, 1, 2, 2, 3][release]);

const written = 'contacts: JSON.stringify(partner.contacts),';
const changed = 'row.set({ contacts: JSON.stringify(contacts) })';
const read = 'JSON.parse(row.contacts)';
const renamed = (piece) => [piece, piece.replace(/contacts(:|\))/, 'contact_list$1')];
const twice = (piece, inner) => [
  piece,
  piece.replace(inner, `${inner}, ${inner.replace('contacts:', 'contact_list:')}`),
];

/** What an edit looks for has to be there, or this is no other release. */
const edits = {
  'schema/migrations.ts': [
    ['  trials,\n', `  trials,\n  ${steps.map((step) => `${step},`).join('\n  ')}\n`],
  ],
  'sql/partners.ts': [
    ...(release < 3
      ? [
          twice(written, 'contacts: JSON.stringify(partner.contacts)'),
          twice(changed, 'contacts: JSON.stringify(contacts)'),
        ]
      : [renamed(written), renamed(changed)]),
    ...(release >= 2 ? [renamed(read)] : []),
  ],
};

if (release > 0)
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const file = Object.keys(edits).find((name) =>
        url.endsWith(`/libs/backend/store/src/${name}`),
      );
      if (file === undefined) return loaded;
      let source = String(loaded.source);
      for (const [piece, other] of edits[file]) {
        if (!source.includes(piece)) throw new Error(`${file} does not say ${piece}`);
        source = source.replace(piece, other);
      }
      return { ...loaded, source };
    },
  });
