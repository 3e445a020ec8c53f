/** What is wrong with a JSON text, beyond what `JSON.parse` notices. */
export type JsonFault =
  'malformed' | 'duplicate-key' | 'too-deep' | 'forbidden-key' | 'lone-surrogate';

export type JsonRead =
  { ok: true; value: unknown } | { ok: false; fault: JsonFault; pointer: string };

const depthMax = 100;

/**
 * JSON as two honest readers would both read it: no duplicate keys, no `__proto__`, well-formed Unicode, at most 100 levels.
 * Iterative and linear in the length of the text.
 */
export function readJson(text: string): JsonRead {
  const fault = scan(text);
  if (fault) return { ok: false, ...fault };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, fault: 'malformed', pointer: '' };
  }
}

interface Level {
  /** Keys seen in this object; null for an array. */
  readonly keys: Set<string> | null;
  readonly pointer: string;
  key: string;
  index: number;
}

/** Walks the tokens that matter and leaves the grammar to `JSON.parse`. */
function scan(text: string): { fault: JsonFault; pointer: string } | null {
  const levels: Level[] = [];
  let expectKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const level = levels.at(-1);
    if (char === '{' || char === '[') {
      if (levels.length === depthMax) return { fault: 'too-deep', pointer: '' };
      const keys = char === '{' ? new Set<string>() : null;
      levels.push({ keys, pointer: pointerOf(level), key: '', index: 0 });
      expectKey = char === '{';
    } else if (char === '}' || char === ']') {
      levels.pop();
      expectKey = false;
    } else if (char === ',') {
      if (level) level.index += 1;
      expectKey = Boolean(level?.keys);
    } else if (char === '"') {
      const end = endOfString(text, at);
      const fault = checkString(text.slice(at, end), level, expectKey);
      if (fault) return { fault, pointer: fault === 'malformed' ? '' : pointerOf(level) };
      expectKey = false;
      at = end - 1;
    }
  }
  return null;
}

/** The position after the closing quote, or the text's end when there is none. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function checkString(quoted: string, level: Level | undefined, isKey: boolean): JsonFault | null {
  const plain = !quoted.includes('\\');
  const value = plain ? quoted.slice(1, -1) : unescaped(quoted);
  if (value === null) return 'malformed';
  if (!isKey || !level?.keys) return value.isWellFormed() ? null : 'lone-surrogate';
  level.key = value;
  if (!value.isWellFormed()) return 'lone-surrogate';
  if (value === '__proto__') return 'forbidden-key';
  if (level.keys.has(value)) return 'duplicate-key';
  level.keys.add(value);
  return null;
}

function unescaped(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}

function pointerOf(level: Level | undefined): string {
  if (!level) return '';
  return `${level.pointer}/${pointerPart(level.keys ? level.key : String(level.index))}`;
}

/** One step of a JSON pointer (RFC 6901), cut so that a hostile key cannot blow up the answer. */
export function pointerPart(step: string): string {
  return step.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
