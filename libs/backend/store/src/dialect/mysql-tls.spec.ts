import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../../testing/certificates.ts';
import type { Certificates } from '../../testing/certificates.ts';
import { startMariaDb } from '../../testing/mariadb.ts';
import type { MariaDb } from '../../testing/mariadb.ts';
import { openDatabase } from '../open-database.ts';

const dir = mkdtempSync(join(tmpdir(), 'waybill-tls-'));
chmodSync(dir, 0o755);
let own: Certificates;
let others: Certificates;
let server: MariaDb;
let misnamed: MariaDb;

beforeAll(async () => {
  own = makeCertificates(dir, 'own');
  others = makeCertificates(dir, 'others');
  const elsewhere = makeCertificates(dir, 'elsewhere', 'elsewhere.example');
  [server, misnamed] = await Promise.all([
    startMariaDb({ tls: own }),
    startMariaDb({ tls: elsewhere }),
  ]);
}, 60_000);
afterAll(async () => {
  await Promise.all([server.stop(), misnamed.stop()]);
  rmSync(dir, { recursive: true, force: true });
});

describe('21 a MySQL server that takes TLS only', () => {
  it('is spoken to when its authority is the one that was named', async () => {
    expect(await answerTo({ 'ssl-mode': 'VERIFY_IDENTITY', 'ssl-ca': own.ca })).toBe('answered');
  });

  it('refuses whoever comes without', async () => {
    expect(await answerTo({})).toMatch(/denied|secure.?transport/i);
  });

  it('is not spoken to when another authority was named, or none', async () => {
    const mode = { 'ssl-mode': 'VERIFY_IDENTITY' };

    expect(await answerTo({ ...mode, 'ssl-ca': others.ca })).toMatch(/certificate/);
    expect(await answerTo(mode)).toMatch(/certificate/);
  });

  it('is not spoken to when its certificate is for another name', async () => {
    const query = { 'ssl-mode': 'VERIFY_IDENTITY', 'ssl-ca': join(dir, 'elsewhere-ca.pem') };

    expect(await answerTo(query, misnamed)).toMatch(/localhost.*elsewhere\.example/);
  });
});

describe('an address', () => {
  it.each(['ssl-mode=REQUIRED', 'ssl-mode=DISABLED', 'ssl-ca=/some.pem'])(
    'that asks for less than a verified server is refused: %s',
    (query) => {
      expect(() => openDatabase(`mysql://u:p@h/d?${query}`)).toThrow(/VERIFY_IDENTITY/);
    },
  );
});

it('21 Node knows the authority of the certificates that a proxy of RDS shows', () => {
  const subjects = rootCertificates.map((pem) => new X509Certificate(pem).subject);

  expect(subjects.filter((subject) => subject.includes('CN=Amazon Root CA 1'))).toHaveLength(1);
});

/** What became of a ping. */
async function answerTo(query: Record<string, string>, asked = server): Promise<string> {
  const url = new URL(asked.url);
  url.hostname = 'localhost';
  url.search = new URLSearchParams(query).toString();
  const database = openDatabase(url.href, { poolSize: 1, random: () => 0 });
  try {
    await database.ping();
    return 'answered';
  } catch (error) {
    return String(error);
  } finally {
    await database.close();
  }
}
