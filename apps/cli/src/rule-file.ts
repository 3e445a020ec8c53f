import { diagnoseRuleSet, parseRuleSet } from '@waybill/rules';
import type { Diagnostic, RuleSetDocument, Slot } from '@waybill/rules';
import { placeFindings } from '@waybill/rules/text';
import { Refusal } from './command.ts';
import { readText } from './read-text.ts';
import { TextLines } from './text-lines.ts';
import type { TextPlace } from './text-lines.ts';

/** A finding about a file as it is printed: lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface FileFinding extends TextPlace {
  readonly severity: Diagnostic['severity'];
  readonly code: Diagnostic['code'];
  readonly message: string;
  /** JSON pointer of the value that it is about. */
  readonly pointer: string;
  /** What to write there instead; null when that is not known. */
  readonly fix: string | null;
}

/** Rules as they stand in a file. */
export interface RuleFile {
  readonly file: string;
  readonly text: string;
  readonly lines: TextLines;
}

/** Rules that have the shape of a rule set; they may have errors all the same. */
export interface RuleSetFile extends RuleFile {
  readonly document: RuleSetDocument;
  readonly slots: readonly Slot[];
  readonly findings: readonly FileFinding[];
}

export type OpenedFile =
  | { readonly kind: 'rules'; readonly rules: RuleSetFile }
  | { readonly kind: 'no-rules'; readonly file: string; readonly findings: readonly FileFinding[] }
  | { readonly kind: 'unreadable'; readonly file: string; readonly message: string };

/** Reads and checks a file. The fields of the feed are taken to be those that its inputs declare. */
export async function openRuleFile(file: string): Promise<OpenedFile> {
  const read = await readText(file);
  if (!read.ok) return { kind: 'unreadable', file, message: read.message };
  const { text } = read;
  const lines = new TextLines(text);
  const parsed = parseRuleSet(text);
  if (!parsed.ok)
    return { kind: 'no-rules', file, findings: placed(text, lines, parsed.diagnostics) };
  const { document } = parsed;
  const slots = slotsOf(document);
  const findings = placed(text, lines, diagnoseRuleSet(document, slots));
  return { kind: 'rules', rules: { file, text, lines, document, slots, findings } };
}

/** @throws {Refusal} when somebody asks for several times what comes in, which comes once */
export function openRuleFiles(files: readonly string[]): Promise<OpenedFile[]> {
  if (files.filter((file) => file === '-').length > 1)
    throw new Refusal('Only one of the files can be what comes in (-).');
  return Promise.all(files.map(openRuleFile));
}

export function hasErrors(findings: readonly FileFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** `rules.json:12:18: error: There is no field amout. Did you mean amount? (rule-unknown-field)` */
export function findingLines(file: string, findings: readonly FileFinding[]): string[] {
  return findings.map(
    ({ line, column, severity, message, code }) =>
      `${file}:${String(line)}:${String(column)}: ${severity}: ${message} (${code})`,
  );
}

function slotsOf({ inputs }: RuleSetDocument): Slot[] {
  return inputs
    .filter(({ fact }) => fact === undefined)
    .map(({ name, type, scale, optional = false }) => ({
      name,
      type,
      ...(scale !== undefined && { scale }),
      required: !optional,
    }));
}

function placed(text: string, lines: TextLines, diagnostics: readonly Diagnostic[]): FileFinding[] {
  return placeFindings(text, diagnostics).map(
    ({ severity, code, message, pointer, start, end, fix }) => ({
      ...lines.placeOf({ start, end }),
      severity,
      code,
      message,
      pointer,
      fix: fix?.text ?? null,
    }),
  );
}
