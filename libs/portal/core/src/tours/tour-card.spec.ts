import { TestBed } from '@angular/core/testing';
import { TourCard } from './tour-card.ts';

describe('the card of a tour', () => {
  it('says where one is, and takes the focus', async () => {
    const { element } = await shown(1);

    expect(element.textContent).toMatch(/Runs.*Every file has one.*2 of 3/s);
    expect(document.activeElement?.textContent.trim()).toBe('Next');
  });

  it('ends with Done, and has no way back from its first step', async () => {
    const first = await shown(0);
    expect(first.labels()).toEqual(['Leave', 'Next']);
    first.fixture.destroy();

    expect((await shown(2)).labels()).toEqual(['Leave', 'Back', 'Done']);
  });

  it.each([
    ['ArrowRight', [2], 0],
    ['ArrowLeft', [0], 0],
    ['Escape', [], 1],
    ['x', [], 0],
  ])('goes with %s', async (key, moves, leaves) => {
    const { moved, left } = await shown(1);

    document.dispatchEvent(new KeyboardEvent('keydown', { key }));

    expect(moved).toEqual(moves);
    expect(left).toHaveLength(leaves);
  });
});

async function shown(index: number) {
  const fixture = TestBed.createComponent(TourCard);
  const moved: number[] = [];
  const left: unknown[] = [];
  fixture.componentInstance.moved.subscribe((step) => moved.push(step));
  fixture.componentInstance.left.subscribe(() => left.push(null));
  const step = { link: '/runs', anchor: 'screen', title: 'Runs', text: 'Every file has one.' };
  fixture.componentRef.setInput('step', step);
  fixture.componentRef.setInput('index', index);
  fixture.componentRef.setInput('count', 3);
  const element: HTMLElement = fixture.nativeElement;
  document.body.append(element);
  await fixture.whenStable();
  return {
    fixture,
    element,
    moved,
    left,
    labels: () =>
      [...element.querySelectorAll('button')].map(({ textContent }) => textContent.trim()),
  };
}
