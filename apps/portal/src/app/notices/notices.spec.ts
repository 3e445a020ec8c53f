import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { Notices } from './notices.ts';
import { OWN_SCRIPT } from './release-watch.ts';

const at = Date.parse('2026-11-02T08:15:30Z');

describe('what concerns every screen', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('says since when what is shown is old, with the zone, until it is not', async () => {
    const { region, text, set } = await shown();
    expect(text()).toBe('');
    await set('oldest', at);

    expect(region().getAttribute('role')).toBe('status');
    await vi.waitFor(() => {
      expect(text()).toMatch(/not answer\. What you see is from 2 Nov 2026.*(?:UTC|GMT)/);
    });
    expect(text()).toContain('Nothing can be changed or decided');

    await set('oldest', null);
    expect(text()).toContain('The hub answers again.');
  });

  it('tells calmly that the sign-in cannot be renewed, and why what is old is', async () => {
    const { text, set } = await shown();
    await set('signInTrouble', 'ahead');
    expect(text()).toMatch(/^Your sign-in cannot be renewed right now\./);

    await set('signInTrouble', 'felt');
    expect(text()).toBe('The sign-in service is away; what you write is kept.');

    await set('oldest', at);

    await vi.waitFor(() => {
      expect(text()).toMatch(
        /^The sign-in service is away; what you write is kept\. What you see is from 2 Nov 2026/,
      );
    });
    expect(text()).not.toContain('The hub does not answer');
  });

  it('tells when the browser is offline', async () => {
    const { text, set } = await shown();

    await set('online', false);

    expect(text()).toContain('You are offline.');
  });

  it('tells of a new version and does not reload by itself', async () => {
    const { text, release, button } = await shown();
    await release('<script src="main-AAAAAAAA.js">');
    expect(text()).toBe('');

    await release('<script src="main-BBBBBBBB.js">');

    expect(text()).toContain('A new version is ready.');
    expect(button().textContent).toBe('Reload');
  });

  it('waits with words while a reload would lose something that was typed', async () => {
    const { text, release, button, settled } = await shown();
    await release('<script src="main-BBBBBBBB.js">');
    const typed = (event: Event) => {
      event.preventDefault();
    };
    addEventListener('beforeunload', typed);

    button().click();
    await settled();
    removeEventListener('beforeunload', typed);

    expect(text()).toContain('Save or discard what you typed first: a reload would lose it.');
  });

  it('offers a reload where a part of the portal is gone', async () => {
    const { text, settled, button } = await shown();

    await TestBed.inject(Router)
      .navigateByUrl('/gone')
      .catch(() => undefined);
    await settled();

    expect(text()).toContain('A part of the portal could not be loaded.');
    expect(button().textContent).toBe('Reload');
  });
});

async function shown() {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([
        {
          path: 'gone',
          loadComponent: () =>
            Promise.reject(
              new TypeError('Failed to fetch dynamically imported module: /chunk-X.js'),
            ),
        },
      ]),
      { provide: OWN_SCRIPT, useValue: 'main-AAAAAAAA.js' },
    ],
  });
  const fixture = TestBed.createComponent(Notices);
  fixture.componentRef.setInput('online', true);
  fixture.componentRef.setInput('oldest', null);
  await fixture.whenStable();
  const notices: HTMLElement = fixture.nativeElement;
  const settled = async () => {
    await fixture.whenStable();
  };
  const text = () => notices.textContent.replace(/\s+/g, ' ').trim();
  return {
    region: () => notices.firstElementChild ?? notices,
    text,
    settled,
    set: async (name: 'online' | 'oldest' | 'signInTrouble', value: unknown) => {
      fixture.componentRef.setInput(name, value);
      await settled();
    },
    button: () => notices.querySelector('button') ?? document.createElement('button'),
    /** The host serves that page by now, and the watch looks. */
    release: async (page: string) => {
      vi.stubGlobal('fetch', () => Promise.resolve(new Response(page)));
      dispatchEvent(new Event('online'));
      await new Promise((resolve) => setTimeout(resolve, 5));
      await settled();
    },
  };
}
