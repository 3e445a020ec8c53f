import { BreakpointObserver } from '@angular/cdk/layout';
import {
  Component,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { offerActions } from '@waybill/portal-core';
import { Icon, Refusal, Skeleton, saveJson } from '@waybill/portal-ui';
import { editorSchema } from '@waybill/rules';
import { TextPlaces } from '@waybill/rules/text';
import type { Finding } from '@waybill/rules/text';
import { map } from 'rxjs';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { SimulatorDock } from '../simulator/simulator-dock.ts';
import { TryRow } from '../simulator/try-row.ts';
import type { Findings } from '../workspace/findings/findings.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { CodeEditor } from './editor/code-editor.ts';
import type { StandingEditor } from './editor/code-editor.ts';
import { addRuleLanguage, markFindings, rangeOf } from './editor/rule-language.ts';
import { describeDocuments } from './editor/rule-schema.ts';
import { triedMarks } from './editor/tried-marks.ts';
import type { RuleContext } from './language/rule-context.ts';
import { RowSamples } from './row-samples.ts';

/** Below it a keyboard on the screen leaves no room for text. */
const narrow = '(width < 40rem)';

/** The rules as text, checked while somebody writes. */
@Component({
  selector: 'wb-rule-code-tab',
  imports: [CodeEditor, Icon, Refusal, SimulatorDock, Skeleton, TryRow],
  templateUrl: './code-tab.html',
  styleUrl: './code-tab.scss',
})
export class CodeTab {
  /** JSON pointer of the place to show, from the address. */
  readonly at = input<string>();

  protected readonly workspace = inject(RuleWorkspace);
  protected readonly detail = inject(RuleSetDetail);
  private readonly rowSamples = inject(RowSamples);
  private readonly standing = signal<StandingEditor | null>(null);
  private readonly hasText = computed(() => this.workspace.text() !== '');
  private readonly samples = resource({
    params: () => {
      const [id, slots] = [this.detail.id(), this.workspace.slots()];
      return id === undefined || slots.length === 0 ? undefined : { id, slots };
    },
    loader: ({ params }) => this.rowSamples.of(params.id, params.slots),
    defaultValue: new Map(),
  });
  protected readonly findings = computed(
    (): readonly Finding[] => this.workspace.found()?.findings.placed ?? [],
  );
  /** Those of the last text that was a rule set. */
  private readonly names = linkedSignal<Findings | undefined, RuleContext['names']>({
    source: () => this.workspace.found()?.findings,
    computation: (findings, previous) => findings?.names ?? previous?.value ?? [],
  });
  /** As `GET /rule-sets/{id}/editor-schema` answers it to other editors. */
  private readonly schema = computed(() => {
    const feed = this.workspace.feed();
    return feed
      ? editorSchema(this.workspace.slots(), { valueMaps: feed.bundle.format.valueMaps })
      : null;
  });
  private readonly isNarrow = toSignal(
    inject(BreakpointObserver)
      .observe(narrow)
      .pipe(map(({ matches }) => matches)),
    { initialValue: false },
  );
  protected readonly refusal = computed(() => {
    const why = this.workspace.why();
    if (why !== null) return why;
    return this.isNarrow()
      ? 'On a narrow screen the text is only shown. Change the rules in the table.'
      : null;
  });
  /** Null until something was checked. */
  protected readonly counts = computed(() => {
    if (this.workspace.found() === null) return null;
    const errors = this.findings().filter(({ severity }) => severity === 'error').length;
    return { errors, warnings: this.findings().length - errors };
  });
  protected readonly shown = computed(() => this.findings().slice(0, 50));

  constructor() {
    const injector = inject(Injector);
    effect(() => {
      const [standing, found] = [this.standing(), this.workspace.found()];
      if (standing && found?.text === standing.model.getValue())
        markFindings(standing, found.findings.placed);
    });
    effect(() => {
      const [standing, schema] = [this.standing(), this.schema()];
      if (standing && schema) describeDocuments(standing.module, schema);
    });
    effect((onCleanup) => {
      const standing = this.standing();
      if (!standing) return;
      onCleanup(
        addRuleLanguage(standing, {
          context: () => this.context(),
          findings: () => this.findings(),
        }),
      );
    });
    effect(() => {
      const [standing, at] = [this.standing(), this.at()];
      // Once, and not again whenever somebody types; and when the editor has been given the text.
      if (standing && at !== undefined && this.hasText())
        afterNextRender(() => goTo(standing, at), { injector });
    });
    effect((onCleanup) => {
      const [standing, highlight] = [this.standing(), this.workspace.highlight()];
      if (!standing) return;
      const { editor } = standing;
      const tried = triedMarks(standing, highlight);
      const marks = editor.createDecorationsCollection(tried);
      // Nobody is led away from where they write.
      const [first] = tried;
      if (first && !editor.hasTextFocus()) editor.revealRangeInCenterIfOutsideViewport(first.range);
      onCleanup(() => {
        marks.clear();
      });
    });
    offerActions(() => [
      {
        id: 'format-rules',
        label: 'Format the text of the rules',
        refusal: this.refusal(),
        run: () => this.run('editor.action.formatDocument'),
      },
      {
        id: 'find-in-rules',
        label: 'Find in the text of the rules',
        icon: 'search',
        run: () => this.run('actions.find'),
      },
      {
        id: 'save-rule-schema',
        label: 'Save the schema of these rules for another editor',
        icon: 'download',
        run: () => {
          this.saveSchema();
        },
      },
    ]);
  }

  protected begin(standing: StandingEditor): void {
    this.standing.set(standing);
  }

  protected write(text: string, undoStep: 'typing' | 'edit'): void {
    this.workspace.setText(text, { undoStep });
  }

  protected run(action: string): void {
    const editor = this.standing()?.editor;
    editor?.focus();
    void editor?.getAction(action)?.run();
  }

  protected saveSchema(): void {
    const schema = this.schema();
    if (schema) saveJson(schema, `${this.detail.id() ?? 'rules'}.schema.json`);
  }

  /** Shows a finding where it stands now. */
  protected show({ start, end }: Finding): void {
    const standing = this.standing();
    if (!standing) return;
    const range = rangeOf(standing.model, { start, end });
    standing.editor.setSelection(range);
    standing.editor.revealRangeInCenterIfOutsideViewport(range);
    standing.editor.focus();
  }

  protected lineOf({ start }: Finding): number {
    return this.standing()?.model.getPositionAt(start).lineNumber ?? 0;
  }

  private context(): RuleContext {
    return {
      document: this.workspace.document(),
      names: this.names(),
      slots: this.workspace.slots(),
      samples: this.samples.value(),
    };
  }
}

function goTo({ editor, model }: StandingEditor, pointer: string): void {
  const range = rangeOf(model, new TextPlaces(model.getValue()).spanOfHead(pointer));
  editor.setSelection(range);
  editor.revealRangeInCenter(range);
}
