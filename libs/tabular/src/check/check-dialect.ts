import { resolveEncoding } from '../decode/encoding.ts';
import type { Dialect, FileLimits } from '../feed-format.ts';
import type { Findings } from './format-finding.ts';

export function checkDialect(dialect: Dialect, findings: Findings): void {
  if (resolveEncoding(dialect.encoding) === null) {
    const message = `“${dialect.encoding}” is no encoding that can be read; use a WHATWG label such as utf-8 or windows-1252.`;
    findings.at('encoding').add('encoding-unknown', message);
  }
  if (dialect.format === 'delimited') checkCharacters(dialect, findings);
  if (!Number.isSafeInteger(dialect.skipLines) || dialect.skipLines < 0)
    findings.at('skipLines').add('number-unusable', 'The number of lines to skip is 0 or more.');
  checkTrailer(dialect, findings.at('trailer'));
  checkLimits(dialect.limits, findings.at('limits'));
}

function checkCharacters({ delimiter, quote }: Dialect, findings: Findings): void {
  if (!isUsable(delimiter))
    findings
      .at('delimiter')
      .add('character-unusable', 'The delimiter is one ASCII character other than NUL, CR and LF.');
  if (quote !== null && !isUsable(quote))
    findings
      .at('quote')
      .add(
        'character-unusable',
        'The quote is one ASCII character other than NUL, CR and LF, or null.',
      );
  if (quote === delimiter)
    findings
      .at('quote')
      .add('character-unusable', 'Quote and delimiter cannot be the same character.');
}

function isUsable(character: string): boolean {
  const code = character.charCodeAt(0);
  return character.length === 1 && code > 0 && code < 0x80 && code !== 0x0a && code !== 0x0d;
}

function checkTrailer({ trailer, limits }: Dialect, findings: Findings): void {
  if (trailer === null) return;
  if (trailer.marker.trim() === '' || trailer.marker !== trailer.marker.trim())
    findings.at('marker').add('trailer-unusable', 'The marker is a text without outer spaces.');
  const { countCell } = trailer;
  if (!Number.isSafeInteger(countCell) || countCell < 1 || countCell >= limits.columnsMax)
    findings
      .at('countCell')
      .add('trailer-unusable', 'The count is in a cell behind the marker, which is cell 0.');
}

function checkLimits(limits: FileLimits, findings: Findings): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (!Number.isSafeInteger(limit) || limit < 1)
      findings.at(name).add('number-unusable', 'A limit is a whole number of at least 1.');
  }
}
