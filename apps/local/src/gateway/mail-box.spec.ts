import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailBox } from './mail-box.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'waybill-mail-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

describe('the mail box of a local hub', () => {
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
