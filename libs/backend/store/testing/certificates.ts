import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** PEM files. */
export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** An authority of one day, and a certificate of it for one host. */
export function makeCertificates(dir: string, name: string, host = 'localhost'): Certificates {
  const file = (what: string) => join(dir, `${name}-${what}.pem`);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const authority = [...key, '-keyout', file('ca-key'), '-subj', `/CN=${name} authority`];
  openssl('req', '-x509', ...authority, '-out', file('ca'));
  const request = [...key, '-keyout', file('key'), '-subj', `/CN=${host}`];
  openssl('req', ...request, '-out', file('request'));
  writeFileSync(file('names'), `subjectAltName=DNS:${host}`);
  const signer = ['-CA', file('ca'), '-CAkey', file('ca-key'), '-CAcreateserial', '-days', '1'];
  const signed = ['-extfile', file('names'), '-out', file('cert')];
  openssl('x509', '-req', '-in', file('request'), ...signer, ...signed);
  // The server may run as another user.
  for (const what of ['ca', 'cert', 'key']) chmodSync(file(what), 0o644);
  return { ca: file('ca'), cert: file('cert'), key: file('key') };
}
