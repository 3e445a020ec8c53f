import { TextPlaces } from '@waybill/rules/text';
import type { Finding, Span } from '@waybill/rules/text';
import type { IDisposable, IRange, editor, languages } from 'monaco-editor/editor';
import { completionsAt } from '../language/completions.ts';
import type { Completion } from '../language/completions.ts';
import { definitionAt } from '../language/definitions.ts';
import { hoverAt } from '../language/hovers.ts';
import type { RuleContext } from '../language/rule-context.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import type { StandingEditor } from './code-editor.ts';

const owner = 'waybill';

/** What an editor is told about the rules in it while they change. */
export interface RuleLanguageHost {
  readonly context: () => RuleContext;
  readonly findings: () => readonly Finding[];
}

/** Teaches an editor the rules: what to offer, what stands there, where it is declared, how to put it right. Returns how to stop. */
export function addRuleLanguage(
  { module: { monaco }, model }: StandingEditor,
  { context, findings }: RuleLanguageHost,
): () => void {
  const placesOf = placesOfVersions();
  /** Providers are those of a language, and there may be other editors of it. */
  const isOurs = (other: editor.ITextModel) => other === model;
  const at = (position: { lineNumber: number; column: number }) => model.getOffsetAt(position);
  const { languages } = monaco;
  const added = [
    languages.registerCompletionItemProvider('json', {
      triggerCharacters: ['(', ' ', ','],
      provideCompletionItems: (other, position) => {
        const offered = isOurs(other)
          ? completionsAt(placesOf(model), at(position), context())
          : [];
        return { suggestions: offered.map((each) => suggestionOf(monaco, model, each)) };
      },
    }),
    languages.registerHoverProvider('json', {
      provideHover: (other, position) => {
        const hover = isOurs(other) ? hoverAt(placesOf(model), at(position), context()) : null;
        return (
          hover && {
            range: rangeOf(model, hover.span),
            contents: hover.lines.map(({ text, code }) => ({
              value: code ? inCode(text) : plain(text),
            })),
          }
        );
      },
    }),
    languages.registerDefinitionProvider('json', {
      provideDefinition: (other, position) => {
        const found = isOurs(other) ? definitionAt(placesOf(model), at(position), context()) : null;
        return (
          found && [
            {
              uri: model.uri,
              range: rangeOf(model, found.target),
              originSelectionRange: rangeOf(model, found.origin),
            },
          ]
        );
      },
    }),
    languages.registerCodeActionProvider('json', {
      provideCodeActions: (other, range) => ({
        actions: isOurs(other) ? fixesIn(model, findings(), range) : [],
        dispose: () => undefined,
      }),
    }),
  ];
  return () => {
    for (const each of added as IDisposable[]) each.dispose();
  };
}

/** Marks findings in the text that they were found in. */
export function markFindings(
  { module: { monaco }, model }: StandingEditor,
  findings: readonly Finding[],
): void {
  const markers = findings.map((finding) => ({
    ...rangeOf(model, finding),
    message: finding.message,
    code: finding.code,
    severity:
      finding.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
  }));
  monaco.editor.setModelMarkers(model, owner, markers);
}

export function rangeOf(model: editor.ITextModel, { start, end }: Span): IRange {
  const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}

/** Reads a text once for everything that asks about it. */
function placesOfVersions(): (model: editor.ITextModel) => TextPlaces {
  let read: { version: number; places: TextPlaces } | null = null;
  return (model) => {
    const version = model.getVersionId();
    if (read?.version !== version) read = { version, places: new TextPlaces(model.getValue()) };
    return read.places;
  };
}

function suggestionOf(
  { languages }: Monaco,
  model: editor.ITextModel,
  { label, kind, detail, documentation, insert, span }: Completion,
): languages.CompletionItem {
  const { Field, Function, Enum } = languages.CompletionItemKind;
  return {
    label: { label, description: detail },
    kind: kind === 'function' ? Function : kind === 'value-map' ? Enum : Field,
    detail,
    documentation,
    insertText: insert,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    range: rangeOf(model, span),
    // Fields are what one looks for, functions what one does with them.
    sortText: `${kind === 'function' ? '1' : '0'}${label}`,
  };
}

function fixesIn(
  model: editor.ITextModel,
  findings: readonly Finding[],
  range: IRange,
): languages.CodeAction[] {
  return findings.flatMap(({ fix, start, end, message }) => {
    const at = rangeOf(model, { start, end });
    const touches =
      fix !== null &&
      at.startLineNumber <= range.endLineNumber &&
      at.endLineNumber >= range.startLineNumber;
    if (!touches) return [];
    const textEdit = { range: rangeOf(model, fix), text: fix.text };
    const edit = { resource: model.uri, textEdit, versionId: model.getVersionId() };
    return [
      {
        title: `Change it to ${fix.text}`,
        kind: 'quickfix',
        isPreferred: true,
        diagnostics: [{ ...at, message, severity: 8 }],
        edit: { edits: [edit] },
      },
    ];
  });
}

function inCode(text: string): string {
  return `\`\`\`text\n${text.replaceAll('`', '')}\n\`\`\``;
}

/** Letters that markdown would take for its own are shown as they are. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, String.raw`\$&`);
}
