import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form } from '@angular/forms/signals';
import type { Edited } from './edited.ts';
import { SaveBar, reasonOfEdit } from './save-bar.ts';

describe('the end of a form that edits something', () => {
  it('has nothing to press until something changed', async () => {
    const { screen, settled, button } = opened();
    await settled();
    expect(button().disabled).toBe(true);

    screen.changed.set(true);
    await settled();
    expect(button().disabled).toBe(false);
  });

  it('is not pressed twice while it saves', async () => {
    const { screen, settled, button } = opened();
    screen.changed.set(true);
    screen.saving.set(true);
    await settled();

    expect(button().disabled).toBe(true);
  });

  it('lets somebody who may not save find out why', async () => {
    const { screen, settled, button } = opened();
    screen.refusal.set('Support may not change settings.');
    await settled();

    expect(button().disabled).toBe(false);
    expect(button().getAttribute('aria-disabled')).toBe('true');
  });

  it.each([
    ['', 'Say why, for whoever asks later.'],
    ['ok', 'A few words more, please.'],
    ['x'.repeat(1001), 'At most 1,000 characters.'],
  ])('says what is wrong with the reason (%#)', async (reason, fault) => {
    const { screen, settled, text } = opened();
    screen.model.set({ reason });
    screen.fields.reason().markAsTouched();
    await settled();

    expect(text()).toContain(fault);
  });

  it('says that it is saved until something changes again', async () => {
    const { screen, settled, text } = opened();
    screen.saved.set(true);
    await settled();
    expect(text()).toContain('Saved.');

    screen.changed.set(true);
    await settled();
    expect(text()).not.toContain('Saved.');
  });

  it('shows what somebody else made of it, to choose between theirs and mine', async () => {
    const { screen, settled, press } = opened();
    screen.stale.set({ before: { name: 'Old' }, now: { name: 'Theirs' } });
    await settled();

    press('Take theirs');
    press('Save mine over it');

    expect(screen.chosen).toEqual(['theirs', 'mine']);
  });
});

@Component({
  selector: 'wb-form-with-a-bar',
  imports: [SaveBar],
  template: `<wb-save-bar
    label="Save settings"
    [edited]="edited"
    [reason]="fields.reason"
    [refusal]="refusal()"
    [changed]="changed()"
    [saved]="saved()"
    (overwrite)="chosen.push('mine')"
    (takeTheirs)="chosen.push('theirs')"
  />`,
})
class FormWithBar {
  readonly changed = signal(false);
  readonly saved = signal(false);
  readonly saving = signal(false);
  readonly refusal = signal<string | null>(null);
  readonly stale = signal<ReturnType<Edited<unknown>['stale']>>(null);
  readonly model = signal({ reason: '' });
  readonly fields = form(this.model, (path) => {
    reasonOfEdit(path.reason);
  });
  readonly chosen: string[] = [];
  readonly edited: Edited<unknown> = {
    value: signal({}),
    problem: signal(null),
    stale: this.stale,
    saveProblem: signal(null),
    saving: this.saving,
    save: () => Promise.resolve(true),
    settle: () => undefined,
    reload: () => undefined,
  };
}

function opened() {
  const fixture = TestBed.createComponent(FormWithBar);
  const element: HTMLElement = fixture.nativeElement as HTMLElement;
  const buttons = () => [...element.querySelectorAll('button')];
  const named = (name: string) => buttons().find((each) => each.textContent.trim() === name);
  return {
    screen: fixture.componentInstance,
    settled: () => fixture.whenStable(),
    text: () => element.textContent,
    button: () => named('Save settings') ?? document.createElement('button'),
    press: (name: string) => named(name)?.click(),
  };
}
