import {
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import {
  FormField,
  FormRoot,
  form,
  max,
  maxLength,
  min,
  minLength,
  required,
} from '@angular/forms/signals';
import type { BulkReplay } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import { Icon, Refusal } from '@waybill/portal-ui';
import { keepDraft, readDraft } from '../data/reason-draft.ts';

export type Terms = Pick<BulkReplay, 'reason' | 'afterCanary' | 'limits'>;

/** Why a plan is carried out, and for many runs on which terms; the button says what it will do. */
@Component({
  selector: 'wb-start-form',
  imports: [FormField, FormRoot, Icon, Refusal],
  templateUrl: './start-form.html',
  styleUrl: './start-form.scss',
  host: { class: 'wb-card' },
})
export class StartForm {
  /** Id of the plan, under which the reason is kept over a reload or a sign-in. */
  readonly plan = input.required<string>();
  readonly label = input.required<string>();
  /** What moves, in figures. */
  readonly figures = input.required<string>();
  readonly many = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly started = output<Terms>();

  private readonly permissions = inject(Permissions);
  protected readonly refusal = computed(() => this.permissions.refusal('replays:run'));
  protected readonly afterCanary = signal<BulkReplay['afterCanary']>('wait');

  private readonly model = signal({ reason: '', rejectedPercent: 10, points: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason, { message: 'Say why; it stays with the replay and its proof.' });
      minLength(path.reason, 3, { message: 'A few words more, please.' });
      maxLength(path.reason, 1000, { message: 'At most 1,000 characters.' });
      min(path.rejectedPercent, 0, { message: 'From 0 to 100 percent.' });
      max(path.rejectedPercent, 100, { message: 'From 0 to 100 percent.' });
    },
    {
      submission: {
        action: async () => {
          this.started.emit(this.terms());
          return undefined;
        },
      },
    },
  );

  constructor() {
    effect(() => {
      const kept = readDraft(this.plan());
      untracked(() => {
        this.model.update((model) => ({ ...model, reason: kept }));
      });
    });
    effect(() => {
      keepDraft(this.plan(), this.model().reason);
    });
  }

  private terms(): Terms {
    const { reason, rejectedPercent, points } = this.model();
    const limit = points.trim() === '' ? null : Math.max(0, Math.trunc(Number(points)));
    return {
      reason: reason.trim(),
      afterCanary: this.afterCanary(),
      limits: { rejectedPercent, points: Number.isFinite(limit) ? limit : null },
    };
  }
}
