import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ScreenActions, offerActions } from './screen-actions.ts';

const done: string[] = [];

@Component({ template: '' })
class Host {
  readonly refusal = signal<string | null>(null);

  constructor() {
    offerActions(() => [
      {
        id: 'cancel',
        label: 'Cancel the run',
        key: 'c',
        refusal: this.refusal(),
        run: () => done.push('cancelled'),
      },
      { id: 'copy', label: 'Copy the link', run: () => done.push('copied') },
    ]);
  }
}

describe('what a screen offers', () => {
  beforeEach(() => done.splice(0));

  it('is there while the screen is', async () => {
    const { fixture, actions } = await shown();

    expect(actions.actions().map(({ label }) => label)).toEqual([
      'Cancel the run',
      'Copy the link',
    ]);
    fixture.destroy();

    expect(actions.actions()).toEqual([]);
  });

  it('is done at its key, unless something stands in the way', async () => {
    const { fixture, actions } = await shown();

    expect([actions.press('c'), actions.press('x')]).toEqual([true, false]);
    fixture.componentInstance.refusal.set('The run has finished.');

    expect(actions.press('c')).toBe(false);
    expect(done).toEqual(['cancelled']);
    expect(actions.actions()[0]?.refusal).toBe('The run has finished.');
  });
});

async function shown() {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  return { fixture, actions: TestBed.inject(ScreenActions) };
}
