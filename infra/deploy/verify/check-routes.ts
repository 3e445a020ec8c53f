import { sha256 } from '../release/read-build.ts';
import type { Release } from '../release/release.ts';
import { look, wrongHeaders } from './place.ts';
import type { Place } from './place.ts';

/** Addresses of screens, some of which look like files. */
const screens = [
  '/',
  '/runs/run_01',
  '/files/orders.csv',
  '/partners/12.5',
  '/auth/callback?code=1',
];
/** Chunks that never were. */
const missing = ['/chunk-00000000.js', '/main-00000000.css'];

/** Screens are the page of the release, the BFF answers for itself, and what is not there is not there. */
export async function checkRoutes(place: Place, { files }: Release): Promise<string[]> {
  const page = files.find(({ path }) => path === 'index.html')?.sha256;
  const findings: string[] = [];
  for (const path of screens) {
    const seen = await look(place, path);
    if (seen.status !== 200 || sha256(seen.body) !== page)
      findings.push(`${path} is not the page of the release, but ${String(seen.status)}`);
    else findings.push(...wrongHeaders(place, seen).map((wrong) => `${path}: ${wrong}`));
  }
  for (const path of missing) {
    const { status } = await look(place, path);
    if (status !== 404) findings.push(`${path} is not there and answered ${String(status)}`);
  }
  return [...findings, ...(await checkBff(place))];
}

/** Asked without a token the BFF says that one is needed, in JSON; a page in its place would be taken for an answer. */
async function checkBff(place: Place): Promise<string[]> {
  const { status, headers } = await look(place, '/bff/session/orders.csv');
  const type = headers.get('content-type') ?? 'nothing';
  if (type.includes('json') && status >= 400 && status < 500) return [];
  return [`/bff/ answered ${String(status)} with ${type}, not a refusal of the BFF`];
}
