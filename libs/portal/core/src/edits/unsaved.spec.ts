import { keepTab } from './unsaved.ts';

describe('a tab with something typed in it', () => {
  it('asks before it is closed', () => {
    const event = new Event('beforeunload', { cancelable: true });

    keepTab(event, { unsaved: () => 'the contacts' });

    expect(event.defaultPrevented).toBe(true);
  });

  it('closes without a word when nothing is typed', () => {
    const event = new Event('beforeunload', { cancelable: true });

    keepTab(event, { unsaved: () => null });

    expect(event.defaultPrevented).toBe(false);
  });
});
