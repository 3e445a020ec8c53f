import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigurationProblem } from './configuration.ts';

/** The state folder: a marker that says it is ours, `run/<name>.pid` and `logs/<name>.log`. */
export interface StateFolder {
  readonly path: string;
  writePid(name: string, pid: number): void;
  removePid(name: string): void;
  /** The log file of a process; one that has grown large is put aside first. */
  logFile(name: string): string;
}

const marker = '.waybill-state';
const largestLog = 20 * 1024 * 1024;

/** Makes the folder and what belongs in it. Only a folder that was new or empty is marked as ours. */
export function openStateFolder(path: string): StateFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (readdirSync(path).length === 0) {
    writeFileSync(join(path, marker), 'Waybill keeps its state here; --reset may empty it.\n');
  }
  mkdirSync(join(path, 'run'), { recursive: true });
  mkdirSync(join(path, 'logs'), { recursive: true });
  return {
    path,
    writePid(name, pid) {
      // Readers must never see a file without its number.
      const fresh = join(path, 'run', `.${name}.${process.pid}`);
      writeFileSync(fresh, `${pid}\n`);
      renameSync(fresh, join(path, 'run', `${name}.pid`));
    },
    removePid(name) {
      rmSync(join(path, 'run', `${name}.pid`), { force: true });
    },
    logFile(name) {
      const file = join(path, 'logs', `${name}.log`);
      if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
      return file;
    },
  };
}

/**
 * Empties the folder. Throws a ConfigurationProblem when it does not look like ours, or when the hub
 * is running on it: a wrong WAYBILL_HOME must not cost anybody their files.
 */
export function resetStateFolder(path: string): void {
  if (!existsSync(path)) return;
  const entries = readdirSync(path);
  if (entries.length > 0 && !entries.includes(marker)) {
    throw new ConfigurationProblem(
      `${path} does not look like a state folder of Waybill (there is no ${marker} in it), so --reset leaves it alone. Delete it yourself, or set WAYBILL_HOME to another folder.`,
    );
  }
  const pid = runningHub(path);
  if (pid !== undefined) {
    throw new ConfigurationProblem(
      `Waybill is running on ${path} (process ${pid}). Stop it before --reset.`,
    );
  }
  for (const entry of entries.filter((each) => each !== marker)) {
    rmSync(join(path, entry), { recursive: true, force: true });
  }
}

/** The process id of the hub that runs on this folder, if one does. */
export function runningHub(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(path, 'run', 'hub.pid'), 'utf8'));
    process.kill(pid, 0);
    return pid !== process.pid && isLauncher(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A number left behind by a crash may belong to somebody else by now. */
function isLauncher(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('launcher');
}
