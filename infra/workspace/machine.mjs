import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that npm cannot bring, and the Debian packages that hold them. */
const programs = {
  'chromium-headless-shell': ['chromium-headless-shell', 'fonts-liberation'],
  mariadbd: ['mariadb-server-core'],
  'mariadb-install-db': ['mariadb-server-core', 'mariadb-client', 'mariadb-client-core'],
  jmeter: ['jmeter', 'jmeter-http'],
};

const ofTests = ['chromium-headless-shell', 'mariadbd', 'mariadb-install-db'];

/** What does as well where the program cannot be had. */
const inItsPlace = { 'chromium-headless-shell': ['chromium', 'chromium-browser'] };

/**
 * Installs programs where that is possible (Debian, as root): Chromium and MariaDB, or those of `needed`.
 * @returns {string} what is still missing and how to get it; empty when nothing is
 */
export function ensureMachine(needed = ofTests) {
  const wanted = notHere(needed);
  if (wanted.length > 0 && process.getuid?.() === 0 && isOnPath('apt-get')) {
    console.log(`Installing ${packagesOf(wanted).join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { stdio: 'inherit', env });
    apt('update');
    // One by one: apt installs nothing of a list in which it does not know one name.
    for (const name of wanted) apt('install', '-y', '--no-install-recommends', ...programs[name]);
  }
  const missing = packagesOf(
    notHere(needed).filter((program) => !inItsPlace[program]?.some(isOnPath)),
  );
  if (missing.length === 0) return '';
  return (
    'Waybill is tested in Chromium, on MariaDB and with JMeter. Please install what is missing:\n' +
    `  sudo apt-get install -y --no-install-recommends ${missing.join(' ')}\n` +
    'Elsewhere than on Debian: Chromium (or set CHROME_BIN to a Chrome) and a MariaDB server of 10.6 or newer.'
  );
}

function notHere(needed) {
  return needed
    .filter((program) => !(program === 'chromium-headless-shell' && process.env.CHROME_BIN))
    .filter((program) => !isOnPath(program));
}

function packagesOf(names) {
  return [...new Set(names.flatMap((name) => programs[name]))];
}

/** Debian keeps servers in /usr/sbin, which is not on everybody's PATH. */
function isOnPath(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.some((folder) => folder && existsSync(join(folder, program)));
}
