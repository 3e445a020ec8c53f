import { BreakpointObserver } from '@angular/cdk/layout';
import {
  Component,
  DestroyRef,
  InjectionToken,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { Signal, ElementRef } from '@angular/core';
import { ProblemPanel, Skeleton, whenThemeTurns } from '@waybill/portal-ui';
import type { editor } from 'monaco-editor/editor';
import { loadMonaco } from '../monaco/load-monaco.ts';
import type { MonacoModule } from '../monaco/load-monaco.ts';
import { paintEditors } from '../monaco/theme.ts';
import { editorOptions } from './editor-options.ts';
import { isTyping, replaceText } from './text-edits.ts';

/** Fetches Monaco; specs, where nothing is drawn, bring another. */
export const MONACO = new InjectionToken<() => Promise<MonacoModule>>('Monaco', {
  providedIn: 'root',
  factory: () => loadMonaco,
});

/** More than the tallest editor has. */
const linesShown = 60;

/** The editor that stands, for whoever adds a language to it. */
export interface StandingEditor {
  readonly module: MonacoModule;
  readonly editor: editor.IStandaloneCodeEditor;
  readonly model: editor.ITextModel;
}

/**
 * A text editor for JSON. The text and the way back through it are its owner's: it shows the text that it is given, tells what was typed,
 * and hands undo and redo on, so that other views of the same text take part in them.
 */
@Component({
  selector: 'wb-code-editor',
  imports: [ProblemPanel, Skeleton],
  templateUrl: './code-editor.html',
  styleUrl: './code-editor.scss',
})
export class CodeEditor {
  /** The signal itself: what it says now is never behind what was typed a moment ago. */
  readonly text = input.required<Signal<string>>();
  readonly label = input.required<string>();
  /** Why nothing can be written, shown when somebody tries; null when it can. */
  readonly refusal = input<string | null>(null);
  readonly edited = output<{ readonly text: string; readonly step: 'typing' | 'edit' }>();
  readonly undone = output();
  readonly redone = output();
  /** Once, when the editor stands. */
  readonly stood = output<StandingEditor>();

  private readonly bring = inject(MONACO);
  private readonly media = inject(BreakpointObserver);
  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private readonly standing = signal<StandingEditor | null>(null);
  private isShowing = false;
  private isGone = false;
  protected readonly state = signal<'loading' | 'failed' | 'ready'>('loading');
  /** To read until the editor stands. */
  protected readonly beginning = computed(() => this.text()().split('\n', linesShown).join('\n'));

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
    });
    effect(() => {
      const host = this.host().nativeElement;
      untracked(() => void this.begin(host));
    });
    effect(() => {
      const [standing, text] = [this.standing(), this.text()()];
      if (standing) this.show(standing, text);
    });
    effect(() => {
      const [refusal, ariaLabel] = [this.refusal(), this.label()];
      this.standing()?.editor.updateOptions({
        ariaLabel,
        readOnly: refusal !== null,
        readOnlyMessage: { value: refusal ?? '' },
      });
    });
    effect((onCleanup) => {
      const standing = this.standing();
      if (standing) onCleanup(this.followTheme(standing));
    });
  }

  focus(): void {
    this.standing()?.editor.focus();
  }

  protected retry(): void {
    this.state.set('loading');
    void this.begin(this.host().nativeElement);
  }

  private async begin(host: HTMLElement): Promise<void> {
    try {
      const module = await this.bring();
      if (!this.isGone) this.stand(module, host);
    } catch {
      this.state.set('failed');
    }
  }

  private stand(module: MonacoModule, host: HTMLElement): void {
    const { editor: editors, KeyCode, KeyMod } = module.monaco;
    paintEditors(module.monaco, host);
    // An editor that is made where nothing is seen has no height, and shows any place as if it were far away.
    host.hidden = false;
    const model = editors.createModel(this.text()(), 'json');
    const editor = editors.create(host, { ...editorOptions(), ...jsonOptions, model });
    model.onDidChangeContent(({ changes }) => {
      if (this.isShowing) return;
      this.edited.emit({ text: model.getValue(), step: isTyping(changes) ? 'typing' : 'edit' });
    });
    const emit = (handler: { emit(): void }) => () => {
      handler.emit();
    };
    editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, emit(this.undone));
    editor.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, emit(this.redone));
    editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, emit(this.redone));
    const standing = { module, editor, model };
    this.standing.set(standing);
    this.state.set('ready');
    this.stood.emit(standing);
  }

  /** Shows a text that was not typed here: only what differs is replaced, so that the caret and what is folded stay. */
  private show({ editor, model }: StandingEditor, text: string): void {
    this.isShowing = true;
    replaceText(editor, model, text);
    this.isShowing = false;
  }

  private followTheme({ module, editor, model }: StandingEditor): () => void {
    const stop = whenThemeTurns(this.media, () => {
      paintEditors(module.monaco, this.host().nativeElement);
    });
    return () => {
      stop();
      editor.dispose();
      model.dispose();
    };
  }
}

const jsonOptions: editor.IEditorOptions & editor.IGlobalEditorOptions = {
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  // Expressions are strings, and it is there that names are looked for.
  quickSuggestions: { strings: true, other: true, comments: false },
  wordBasedSuggestions: 'off',
  // By the schema's worker they would cost more than the checking, in a large table.
  foldingStrategy: 'indentation',
  // The rows of a large table, but not all that is in them: each is looked at anew after every pause.
  foldingMaximumRegions: 1_500,
  stickyScroll: { enabled: false },
  occurrencesHighlight: 'off',
  // The schema's address is a name, not a page.
  links: false,
};
