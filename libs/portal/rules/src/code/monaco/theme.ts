import { readTokens } from '@waybill/portal-ui';
import type { ColourOf } from '@waybill/portal-ui';
import type { Monaco } from './load-monaco.ts';

const themeName = 'waybill';

/** Paints every editor in the colours that the portal has now. */
export function paintEditors(monaco: Monaco, host: HTMLElement): void {
  const theme = readTokens(host, (colourOf) => themeOf((token) => hexOf(colourOf(token))));
  monaco.editor.defineTheme(themeName, theme);
  monaco.editor.setTheme(themeName);
}

function themeOf(hex: ColourOf) {
  const ink = (token: string, colour: string) => ({ token, foreground: hex(colour).slice(1) });
  return {
    base: isDark(hex('surface')) ? ('vs-dark' as const) : ('vs' as const),
    inherit: true,
    rules: [
      ink('', 'ink'),
      ink('string.key.json', 'accent'),
      ink('string.value.json', 'good'),
      ink('number.json', 'note'),
      ink('keyword.json', 'warn'),
      ink('delimiter', 'ink-faint'),
    ],
    colors: {
      'editor.background': hex('surface'),
      'editor.foreground': hex('ink'),
      'editor.lineHighlightBackground': hex('hover'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': hex('selection'),
      'editor.inactiveSelectionBackground': hex('sunken'),
      'editor.wordHighlightBackground': hex('accent-soft'),
      'editor.findMatchBackground': hex('warn-soft'),
      'editor.findMatchHighlightBackground': hex('warn-soft'),
      'editorCursor.foreground': hex('accent'),
      'editorLineNumber.foreground': hex('ink-faint'),
      'editorLineNumber.activeForeground': hex('ink'),
      'editorIndentGuide.background1': hex('line'),
      'editorIndentGuide.activeBackground1': hex('line-strong'),
      'editorError.foreground': hex('bad-fill'),
      'editorWarning.foreground': hex('warn-fill'),
      'editorWidget.background': hex('raised'),
      'editorWidget.foreground': hex('ink'),
      'editorWidget.border': hex('line-strong'),
      'editorHoverWidget.background': hex('raised'),
      'editorHoverWidget.border': hex('line-strong'),
      'editorSuggestWidget.background': hex('raised'),
      'editorSuggestWidget.border': hex('line-strong'),
      'editorSuggestWidget.selectedBackground': hex('accent-soft'),
      'editorSuggestWidget.selectedForeground': hex('ink'),
      'editorSuggestWidget.highlightForeground': hex('accent'),
      'editorSuggestWidget.focusHighlightForeground': hex('accent'),
      'editorBracketMatch.background': hex('accent-soft'),
      'editorBracketMatch.border': hex('line-strong'),
      'editorStickyScroll.background': hex('surface'),
      // Faint, so that the letters of both themes keep their contrast on them.
      'diffEditor.insertedTextBackground': `${hex('good-fill')}18`,
      'diffEditor.insertedLineBackground': hex('good-soft'),
      'diffEditor.removedTextBackground': `${hex('bad-fill')}18`,
      'diffEditor.removedLineBackground': hex('bad-soft'),
      'diffEditor.diagonalFill': hex('line'),
      'input.background': hex('surface'),
      'input.foreground': hex('ink'),
      'input.border': hex('field-line'),
      'widget.shadow': '#00000033',
      focusBorder: hex('focus'),
    },
  };
}

/** `rgb(1, 2, 3)` as `#010203`; Monaco reads nothing else. */
function hexOf(colour: string): string {
  const parts = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function isDark(hex: string): boolean {
  const value = Number.parseInt(hex.slice(1), 16);
  return (value >> 16) + ((value >> 8) & 255) + (value & 255) < 384;
}
