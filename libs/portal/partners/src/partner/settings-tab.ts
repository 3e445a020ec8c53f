import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import {
  FormField,
  FormRoot,
  applyWhen,
  form,
  maxLength,
  required,
  validate,
} from '@angular/forms/signals';
import type { Partner } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import { SaveBar, keepTab, reasonOfEdit } from '@waybill/portal-core/edits';
import { Names } from '@waybill/portal-core/names';
import { isTimeZone, timeZones } from '../data/time-zones.ts';
import { PartnerDetail } from './partner-detail.ts';

interface Settings {
  name: string;
  timeZone: string;
  state: string;
  reason: string;
}

/** Name, time zone and state of a partner. A change of state takes or stops files, so it needs a reason. */
@Component({
  selector: 'wb-partner-settings-tab',
  imports: [FormField, FormRoot, SaveBar],
  templateUrl: './settings-tab.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss'],
  host: { '(window:beforeunload)': 'keepTab($event)' },
})
export class SettingsTab {
  private readonly detail = inject(PartnerDetail);
  private readonly permissions = inject(Permissions);
  private readonly names = inject(Names);
  private readonly base = signal<Settings>({ name: '', timeZone: '', state: '', reason: '' });
  private readonly model = signal<Settings>({ name: '', timeZone: '', state: '', reason: '' });

  protected readonly partner = this.detail.partner;
  protected readonly zones = timeZones;
  protected readonly saved = signal(false);
  protected readonly refusal = computed(() =>
    this.partner.value()?.state === 'offboarded'
      ? 'An offboarded partner does not change any more.'
      : this.permissions.refusal('partners:write'),
  );
  protected readonly states = computed(() => {
    const now = this.base().state;
    return stateChoices.filter(({ value }) => value !== 'draft' || now === 'draft');
  });
  protected readonly isMoved = computed(() => this.model().state !== this.base().state);
  protected readonly isChanged = computed(
    () => JSON.stringify(this.model()) !== JSON.stringify(this.base()),
  );
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: 'A partner needs a name.' });
      maxLength(path.name, 200, { message: 'At most 200 characters.' });
      validate(path.timeZone, ({ value }) =>
        isTimeZone(value())
          ? undefined
          : { kind: 'zone', message: 'There is no such time zone; as in Europe/Berlin.' },
      );
      applyWhen(
        path,
        () => this.isMoved(),
        (moved) => {
          reasonOfEdit(moved.reason);
        },
      );
    },
    { submission: { action: async () => this.save() } },
  );

  constructor() {
    effect(() => {
      const partner = this.partner.value();
      if (partner && !untracked(this.isChanged)) this.fill(partner);
    });
  }

  unsaved(): string | null {
    return this.isChanged() ? 'the settings of this partner' : null;
  }

  protected keepTab(event: Event): void {
    keepTab(event, this);
  }

  protected takeTheirs(): void {
    const partner = this.partner.value();
    if (partner) this.fill(partner);
    this.partner.settle();
  }

  protected async save(): Promise<undefined> {
    const { name, timeZone, state, reason } = this.model();
    const body = { name, timeZone, ...(this.isMoved() ? { state, reason } : {}) };
    const url = this.detail.address() ?? '';
    const taken = await this.partner.save({ method: 'PATCH', url, body });
    this.saved.set(taken);
    if (!taken) return undefined;
    const partner = this.partner.value();
    if (partner) this.fill(partner);
    this.detail.reloadFigures();
    this.names.reload();
    return undefined;
  }

  private fill({ name, timeZone, state }: Partner): void {
    this.base.set({ name, timeZone, state, reason: '' });
    this.model.set({ name, timeZone, state, reason: '' });
  }
}

const stateChoices = [
  { value: 'draft', label: 'Draft', meaning: 'Not begun; files are set aside.' },
  { value: 'testing', label: 'Testing', meaning: 'Files are taken in, by agreement as a trial.' },
  { value: 'live', label: 'Live', meaning: 'Files are taken in and points are booked.' },
  {
    value: 'suspended',
    label: 'Suspended',
    meaning: 'Files that arrive are set aside as unassigned until it is live again.',
  },
] as const;
