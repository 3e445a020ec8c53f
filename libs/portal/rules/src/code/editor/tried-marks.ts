import type { editor } from 'monaco-editor/editor';
import { TextPlaces } from '@waybill/rules/text';
import type { ClauseHighlight } from '../../workspace/rule-workspace.ts';
import type { StandingEditor } from './code-editor.ts';
import { rangeOf } from './rule-language.ts';

/** Of clauses that did not match, the last so many say where they stopped. */
const stopsMax = 200;

/** Where a tried row matched in the text, and which conditions it did not meet. */
export function triedMarks(
  { model }: Pick<StandingEditor, 'model'>,
  highlight: readonly ClauseHighlight[],
): editor.IModelDeltaDecoration[] {
  if (highlight.length === 0) return [];
  const places = new TextPlaces(model.getValue());
  const at = (pointer: string) => rangeOf(model, places.spanOf(pointer));
  const fired = highlight.filter(({ state }) => state === 'fired');
  const stopped = highlight.filter(({ stop }) => stop !== undefined).slice(-stopsMax);
  return [
    ...fired.map(({ pointer }) => ({ range: at(pointer), options: matching })),
    ...stopped.map(({ pointer, stop = '' }) => ({
      range: at(`${pointer}/${stop}`),
      options: stopping,
    })),
  ];
}

const matching = {
  description: 'matches the tried row',
  isWholeLine: true,
  className: 'tried-match',
  linesDecorationsClassName: 'tried-match-edge',
  hoverMessage: { value: 'Matches the row that is tried.' },
};

const stopping = {
  description: 'does not hold for the tried row',
  inlineClassName: 'tried-stop',
  hoverMessage: { value: 'Does not hold for the row that is tried.' },
};
