import type { editor } from 'monaco-editor/editor';

/** Whether somebody typed, and did not paste, format or accept a suggestion. */
export function isTyping(changes: readonly editor.IModelContentChange[]): boolean {
  return changes.every(
    ({ text, rangeLength }) => rangeLength <= 1 && /^(?:.{0,2}|\r?\n\s*)$/.test(text),
  );
}

/** Makes a model say `text`, leaving what is the same at both ends alone. */
export function replaceText(
  editor: editor.ICodeEditor,
  model: editor.ITextModel,
  text: string,
): void {
  const before = model.getValue();
  if (before === text) return;
  const start = commonStart(before, text);
  const end = commonEnd(before, text, start);
  const [from, to] = [model.getPositionAt(start), model.getPositionAt(before.length - end)];
  const inserted = text.slice(start, text.length - end);
  model.applyEdits([
    {
      range: {
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      },
      text: inserted,
    },
  ]);
  if (!editor.hasTextFocus()) return;
  // Who takes a step back here wants to see what it changed.
  const position = model.getPositionAt(start + inserted.length);
  editor.setPosition(position);
  editor.revealPositionInCenterIfOutsideViewport(position);
}

function commonStart(a: string, b: string): number {
  const longest = Math.min(a.length, b.length);
  let at = 0;
  while (at < longest && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return isCutPair(a, at) ? at - 1 : at;
}

function commonEnd(a: string, b: string, start: number): number {
  const longest = Math.min(a.length, b.length) - start;
  let count = 0;
  while (
    count < longest &&
    a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)
  )
    count += 1;
  return isCutPair(a, a.length - count) ? count - 1 : count;
}

/** Whether an offset is between the two halves of one character, where no editor may cut. */
function isCutPair(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
