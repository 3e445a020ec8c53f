import { TestBed } from '@angular/core/testing';
import { InstallOffer } from './install-offer.ts';

describe('the offer to install the portal', () => {
  it('comes from the browser, is shown nowhere by itself, and can be taken once', async () => {
    const installer = TestBed.inject(InstallOffer);
    expect(installer.offer()).toBeNull();
    const prompt = vi.fn(() => Promise.resolve());
    const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });

    dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(installer.offer()).toBe(event);
    expect(prompt).not.toHaveBeenCalled();

    await installer.install();
    await installer.install();
    expect(prompt).toHaveBeenCalledOnce();
    expect(installer.offer()).toBeNull();
  });

  it('is over once it is installed by another way', () => {
    const installer = TestBed.inject(InstallOffer);
    dispatchEvent(new Event('beforeinstallprompt'));

    dispatchEvent(new Event('appinstalled'));

    expect(installer.offer()).toBeNull();
  });
});
