import { BreakpointObserver } from '@angular/cdk/layout';
import type { ElementRef } from '@angular/core';
import { Component, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { ProblemPanel, Skeleton, whenThemeTurns } from '@waybill/portal-ui';
import { TextPlaces } from '@waybill/rules/text';
import type { editor } from 'monaco-editor/editor';
import { MONACO } from '../code/editor/code-editor.ts';
import { editorOptions } from '../code/editor/editor-options.ts';
import { rangeOf } from '../code/editor/rule-language.ts';
import type { MonacoModule } from '../code/monaco/load-monaco.ts';
import { paintEditors } from '../code/monaco/theme.ts';

/** A place in one of the two texts. */
export interface DiffPlace {
  readonly side: 'before' | 'after';
  /** JSON pointer. */
  readonly pointer: string;
}

interface StandingDiff {
  readonly module: MonacoModule;
  readonly editor: editor.IStandaloneDiffEditor;
}

/** Two JSON texts side by side, or one below the other where there is no room; what is the same is folded away. */
@Component({
  selector: 'wb-text-diff',
  imports: [ProblemPanel, Skeleton],
  templateUrl: '../code/editor/code-editor.html',
  styleUrl: '../code/editor/code-editor.scss',
})
export class TextDiff {
  readonly before = input.required<string>();
  readonly after = input.required<string>();
  readonly beforeLabel = input.required<string>();
  readonly afterLabel = input.required<string>();
  /** Shown as soon as both texts are there. */
  readonly place = input<DiffPlace | null>(null);

  private readonly bring = inject(MONACO);
  private readonly media = inject(BreakpointObserver);
  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private readonly standing = signal<StandingDiff | null>(null);
  protected readonly state = signal<'loading' | 'failed' | 'ready'>('loading');
  /** Neither text alone says what differs. */
  protected readonly beginning = () => '';

  constructor() {
    effect((onCleanup) => {
      const host = this.host().nativeElement;
      let isGone = false;
      onCleanup(() => {
        isGone = true;
      });
      untracked(() => void this.begin(host, () => isGone));
    });
    effect((onCleanup) => {
      const standing = this.standing();
      if (standing) onCleanup(this.compare(standing, this.before(), this.after()));
    });
    effect((onCleanup) => {
      const standing = this.standing();
      if (!standing) return;
      const { module, editor } = standing;
      const before = keepLabel(module, editor.getOriginalEditor(), this.beforeLabel());
      const after = keepLabel(module, editor.getModifiedEditor(), this.afterLabel());
      onCleanup(() => {
        before.dispose();
        after.dispose();
      });
    });
    effect(() => {
      const [standing, place] = [this.standing(), this.place()];
      if (standing && place && this.before() && this.after()) reveal(standing.editor, place);
    });
    effect((onCleanup) => {
      const standing = this.standing();
      if (standing) onCleanup(this.followTheme(standing));
    });
  }

  protected retry(): void {
    this.state.set('loading');
    void this.begin(this.host().nativeElement, () => false);
  }

  private async begin(host: HTMLElement, isGone: () => boolean): Promise<void> {
    try {
      const module = await this.bring();
      if (isGone()) return;
      paintEditors(module.monaco, host);
      const editor = module.monaco.editor.createDiffEditor(host, {
        ...editorOptions(),
        readOnly: true,
        originalEditable: false,
        useInlineViewWhenSpaceIsLimited: true,
        renderSideBySideInlineBreakpoint: 720,
        hideUnchangedRegions: { enabled: true },
        renderMarginRevertIcon: false,
        renderGutterMenu: false,
        links: false,
      });
      this.standing.set({ module, editor });
      this.state.set('ready');
    } catch {
      this.state.set('failed');
    }
  }

  private compare({ module, editor }: StandingDiff, before: string, after: string): () => void {
    const { createModel } = module.monaco.editor;
    const models = { original: createModel(before, 'json'), modified: createModel(after, 'json') };
    editor.setModel(models);
    return () => {
      editor.setModel(null);
      models.original.dispose();
      models.modified.dispose();
    };
  }

  private followTheme({ module, editor }: StandingDiff): () => void {
    const stop = whenThemeTurns(this.media, () => {
      paintEditors(module.monaco, this.host().nativeElement);
    });
    return () => {
      stop();
      editor.dispose();
    };
  }
}

/** The diff editor empties the labels of its two editors whenever it lays them out anew. */
function keepLabel({ monaco }: MonacoModule, side: editor.ICodeEditor, ariaLabel: string) {
  const label = () => {
    if (side.getOption(monaco.editor.EditorOption.ariaLabel) !== ariaLabel)
      side.updateOptions({ ariaLabel });
  };
  label();
  return side.onDidChangeConfiguration(label);
}

function reveal(diff: editor.IStandaloneDiffEditor, { side, pointer }: DiffPlace): void {
  const shown = side === 'before' ? diff.getOriginalEditor() : diff.getModifiedEditor();
  const model = shown.getModel();
  if (!model) return;
  const range = rangeOf(model, new TextPlaces(model.getValue()).spanOfHead(pointer));
  shown.setSelection(range);
  shown.revealRangeInCenter(range);
}
