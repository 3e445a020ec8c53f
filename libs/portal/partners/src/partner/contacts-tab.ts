import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import {
  FormField,
  FormRoot,
  applyEach,
  email,
  form,
  maxLength,
  required,
} from '@angular/forms/signals';
import type { Partner } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import { SaveBar, keepTab } from '@waybill/portal-core/edits';
import { Icon, Refusal } from '@waybill/portal-ui';
import { PartnerDetail } from './partner-detail.ts';

type Contact = Partner['contacts'][number];

/** Whom to write to or call; for most people a list, for some a form. */
@Component({
  selector: 'wb-partner-contacts-tab',
  imports: [FormField, FormRoot, Icon, Refusal, SaveBar],
  templateUrl: './contacts-tab.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss', './contacts-tab.scss'],
  host: { '(window:beforeunload)': 'keepTab($event)' },
})
export class ContactsTab {
  private readonly detail = inject(PartnerDetail);

  protected readonly refusal = computed(() => this.permissions.refusal('contacts:write'));
  private readonly permissions = inject(Permissions);
  protected readonly partner = this.detail.partner;
  /** What the form was filled with. */
  private readonly base = signal<readonly Contact[]>([]);
  private readonly model = signal<{ contacts: Contact[] }>({ contacts: [] });
  protected readonly saved = signal(false);
  protected readonly form = form(
    this.model,
    (path) => {
      applyEach(path.contacts, (contact) => {
        required(contact.name, { message: 'A contact needs a name.' });
        maxLength(contact.name, 200, { message: 'At most 200 characters.' });
        required(contact.email, { message: 'A contact needs an address.' });
        email(contact.email, { message: 'This is no e-mail address.' });
      });
    },
    { submission: { action: async () => this.save() } },
  );
  protected readonly purposes = purposes;
  protected readonly isChanged = computed(
    () => JSON.stringify(this.model().contacts) !== JSON.stringify(this.base()),
  );

  constructor() {
    // A look from time to time must not touch what somebody types.
    effect(() => {
      const contacts = this.partner.value()?.contacts;
      if (contacts && !untracked(this.isChanged)) this.fill(contacts);
    });
  }

  unsaved(): string | null {
    return this.isChanged() ? 'the contacts of this partner' : null;
  }

  protected keepTab(event: Event): void {
    keepTab(event, this);
  }

  protected add(): void {
    const contact: Contact = { name: '', email: '', purpose: 'technical' };
    this.model.update(({ contacts }) => ({ contacts: [...contacts, contact] }));
  }

  protected remove(index: number): void {
    this.model.update(({ contacts }) => ({ contacts: contacts.toSpliced(index, 1) }));
  }

  /** What is there now goes into the form, and what was typed goes. */
  protected takeTheirs(): void {
    this.fill(this.partner.value()?.contacts ?? []);
    this.partner.settle();
  }

  protected async save(): Promise<undefined> {
    const url = `${this.detail.address()}/contacts`;
    const taken = await this.partner.save({ method: 'PUT', url, body: this.model() });
    this.saved.set(taken);
    if (taken) this.fill(this.model().contacts);
    return undefined;
  }

  private fill(contacts: readonly Contact[]): void {
    this.base.set(contacts);
    this.model.set({ contacts: contacts.map((contact) => ({ ...contact })) });
  }
}

const purposes = [
  { value: 'business', label: 'Business' },
  { value: 'technical', label: 'Technical' },
  { value: 'escalation', label: 'Escalation' },
] as const;
