import type { editor } from 'monaco-editor/editor';

/** How every editor looks and behaves, whatever it edits. */
export function editorOptions(): editor.IEditorOptions & editor.IGlobalEditorOptions {
  const keepsStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const style = getComputedStyle(document.documentElement);
  const rem = Number.parseFloat(style.fontSize);
  return {
    automaticLayout: true,
    fontFamily: style.getPropertyValue('--wb-mono').trim(),
    fontSize: 0.8125 * rem,
    lineHeight: 1.25 * rem,
    // Widgets at the edge of the editor are not cut off by what is around it.
    fixedOverflowWidgets: true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderLineHighlight: 'line',
    padding: { top: 8, bottom: 8 },
    scrollbar: { alwaysConsumeMouseWheel: false },
    cursorBlinking: keepsStill ? 'solid' : 'blink',
    cursorSmoothCaretAnimation: 'off',
    smoothScrolling: false,
    ...plainBrackets,
  };
}

/** Colours of brackets say nothing that the indentation does not. Models read this setting by its name in one piece, which the types leave out. */
const plainBrackets: object = { 'bracketPairColorization.enabled': false };
