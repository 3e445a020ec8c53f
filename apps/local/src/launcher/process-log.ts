import { appendFileSync } from 'node:fs';

/** Where the lines of one process go. */
export interface ProcessLog {
  /** Takes a piece of output; `isError` when it came over stderr. */
  write(chunk: string, isError: boolean): void;
  /** The last lines, to show when the process gives up. */
  tail(): string;
}

const tailLines = 20;
const alarming = new Set(['warn', 'error', 'fatal']);

/**
 * Appends every line to `file`, and hands the ones that are warnings or errors to `alarm`: whatever
 * came over stderr, and JSON lines whose `level` says so.
 */
export function processLog(
  file: string,
  alarm: (line: string) => void,
  onLine: (line: string) => void = () => undefined,
): ProcessLog {
  let last: string[] = [];
  const unfinished = { out: '', err: '' };
  return {
    write(chunk, isError) {
      const stream = isError ? 'err' : 'out';
      const lines = (unfinished[stream] + chunk).split('\n');
      unfinished[stream] = lines.pop() ?? '';
      if (lines.length === 0) return;
      appendFileSync(file, `${lines.join('\n')}\n`);
      last = [...last, ...lines].slice(-tailLines);
      for (const line of lines) {
        onLine(line);
        const alarmText = alarmOf(line, isError);
        if (alarmText) alarm(alarmText);
      }
    },
    tail: () => last.join('\n'),
  };
}

function alarmOf(line: string, isError: boolean): string | undefined {
  const entry = jsonOf(line);
  if (!entry) return isError && line.trim() ? line : undefined;
  const level = entry['level'];
  if (typeof level !== 'string' || !alarming.has(level.toLowerCase())) return undefined;
  return `${level.toLowerCase()}: ${String(entry['message'] ?? entry['msg'] ?? line)}`;
}

function jsonOf(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
