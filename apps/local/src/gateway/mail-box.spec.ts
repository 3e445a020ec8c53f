import type * as crypto from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mailBox } from './mail-box.ts';

vi.mock('node:crypto', async (original) => ({
  ...(await original<typeof crypto>()),
  randomUUID: () => '0a1b2c3d-0000-4000-8000-000000000000',
}));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'waybill-mail-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

const mail = {
  to: 'ines@acme.example',
  subject: '1 rejected row',
  text: 'one row\n',
  attachment: { fileName: 'a.csv', bytes: Buffer.from('Line\r\n3\r\n') },
};

describe('the mail box of a local hub', () => {
  it('takes nothing while its folder cannot be, and the same mail afterwards', async () => {
    const outbox = join(home, 'outbox');
    writeFileSync(outbox, '');
    const box = mailBox(outbox, () => new Date());

    expect(await box.send(mail)).toEqual({ kind: 'busy', why: 'EEXIST' });
    rmSync(outbox);
    expect(await box.send(mail)).toMatchObject({ kind: 'accepted' });
  });

  it('leaves nothing of a mail that it could not keep', async () => {
    const inItsPlace = '2026-11-03T06-00-00.000Z-0a1b2c3d.eml';
    mkdirSync(join(home, inItsPlace));
    const box = mailBox(home, () => new Date('2026-11-03T06:00:00.000Z'));

    expect(await box.send(mail)).toMatchObject({ kind: 'busy' });
    expect(readdirSync(home)).toEqual([inItsPlace]);
  });

  it('keeps each mail as a file with its attachment, for its owner alone', async () => {
    const outbox = join(home, 'outbox');
    const box = mailBox(outbox, () => new Date('2026-11-03T06:00:00.000Z'));
    const bytes = Buffer.from('\uFEFFLine\r\n3,Žofie\r\n');

    const sent = await box.send({
      to: 'ines@acme.example',
      subject: '1 rejected row',
      text: 'Hello Žofie,\n\none row.\n',
      attachment: { fileName: 'rejected-rows-run_1.csv', bytes },
    });

    const [file = '', ...more] = readdirSync(outbox);
    const eml = readFileSync(join(outbox, file), 'utf8');
    expect(more).toEqual([]);
    expect(file).toMatch(/^2026-11-03T06-00-00\.000Z-[0-9a-f]{8}\.eml$/);
    expect(statSync(join(outbox, file)).mode & 0o077).toBe(0);
    expect(sent).toMatchObject({ kind: 'accepted' });
    expect(eml).toMatch(/^To: ines@acme\.example\r?$/m);
    expect(eml).toMatch(/^Subject: 1 rejected row\r?$/m);
    expect(eml).toContain('Content-Disposition: attachment; filename=rejected-rows-run_1.csv');
    expect(eml.replaceAll('\r\n', '')).toContain(bytes.toString('base64'));
  });

  it('lets no line of a text become a header', async () => {
    const box = mailBox(home, () => new Date());

    await box.send({
      to: 'ines@acme.example',
      subject: 'one\r\nBcc: else@acme.example',
      text: 'Bcc: else@acme.example\n',
      attachment: { fileName: 'a.csv', bytes: Buffer.from('') },
    });

    const [file = ''] = readdirSync(home);
    const [headers = ''] = readFileSync(join(home, file), 'utf8').split('\r\n\r\n');
    expect(headers).not.toMatch(/^Bcc:/m);
  });
});
