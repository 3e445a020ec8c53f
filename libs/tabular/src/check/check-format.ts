import type { FeedFormat } from '../feed-format.ts';
import { checkDialect } from './check-dialect.ts';
import { checkLayout } from './check-layout.ts';
import { checkMapping, checkValueMaps } from './check-mapping.ts';
import { Findings, type FormatFinding } from './format-finding.ts';

/**
 * Everything about a feed's format that makes no sense, in document order; empty when a file can be read with it.
 * The shape is taken for granted: check it against the contract's schema first.
 */
export function checkFormat(format: FeedFormat): FormatFinding[] {
  const findings = new Findings();
  checkDialect(format.dialect, findings.at('dialect'));
  checkLayout(format.layout, format.dialect, findings.at('layout'));
  checkMapping(format, findings.at('mapping'));
  checkValueMaps(format.valueMaps, findings.at('valueMaps'));
  return findings.list;
}
