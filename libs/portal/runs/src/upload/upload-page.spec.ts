import { TestBed } from '@angular/core/testing';
import { aFeedHead, aFile, aPartner, aRun } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';
import { SEND_FILE, SendFailed } from './file-sender.ts';
import type { Sending } from './file-sender.ts';

describe('uploading by hand', () => {
  it('sends the file to the address the hub gave, and leads to its run', async () => {
    const { screen, sent, drop } = await openUpload();
    drop('purchases.csv');
    const asked = await screen.answer(
      '/bff/api/feeds/acme.purchases/upload-urls',
      { url: 'http://127.0.0.1:4566/b/k?sig', bucket: 'b', key: 'acme/purchases/purchases.csv' },
      201,
    );
    expect(asked.request.body).toEqual({ fileName: 'purchases.csv' });

    sent[0]?.progress(0.25);
    await screen.settled();
    expect(screen.query('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('25');
    sent[0]?.finish();
    await screen.settled();
    const file = aFile({
      lastRun: 'run_7',
      state: 'processing',
      receivedAt: new Date().toISOString(),
    });
    const looked = await screen.answer('/bff/api/files', { items: [file], next: null });
    await screen.answer('/bff/api/runs/run_7', aRun({ id: 'run_7', state: 'succeeded' }));

    expect(looked.request.params.get('key')).toBe('acme/purchases/purchases.csv');
    expect(sent[0]?.url).toBe('http://127.0.0.1:4566/b/k?sig');
    expect(screen.text()).toContain('Succeeded');
    expect(screen.query('a[href="/runs/run_7"]')).not.toBeNull();
  });

  it('takes nothing until it is known for which feed', async () => {
    const screen = await openScreen('/upload');
    const dropped = () => {
      const event = new Event('dragover', { cancelable: true });
      const dataTransfer = { types: ['Files'], dropEffect: 'none' };
      screen.query('.zone')?.dispatchEvent(Object.assign(event, { dataTransfer }));
      return event.defaultPrevented;
    };
    expect(dropped()).toBe(false);
    expect(screen.query('input[type=file]:disabled')).not.toBeNull();

    await screen.answer('/bff/api/partners', { items: [aPartner()], next: null });
    await screen.answer('/bff/api/feeds', { items: [aFeedHead()], next: null });

    expect(dropped()).toBe(true);
  });

  it('can be called off while it is being sent', async () => {
    const { screen, drop } = await openUpload();
    drop('big.csv');
    await screen.answer('/bff/api/feeds/acme.purchases/upload-urls', { url: 'u', key: 'k' }, 201);

    screen.button(/^Cancel big.csv/).click();
    await screen.settled();

    expect(screen.text()).toMatch(/Cancelled.*Nothing was taken in/);
  });

  it('says when the store does not take it', async () => {
    const { screen, sent, drop } = await openUpload();
    drop('late.csv');
    await screen.answer('/bff/api/feeds/acme.purchases/upload-urls', { url: 'u', key: 'k' }, 201);

    sent[0]?.fail(new SendFailed(403, false));
    await screen.settled();

    expect(screen.text()).toMatch(/Not sent.*had expired.*S3-403/);
  });

  it('does not take an older file of the same name for this one', async () => {
    const { screen, sent, drop } = await openUpload();
    drop('purchases.csv');
    await screen.answer('/bff/api/feeds/acme.purchases/upload-urls', { url: 'u', key: 'k' }, 201);
    sent[0]?.finish();
    await screen.settled();

    const old = aFile({ lastRun: 'run_1', receivedAt: '2026-01-01T00:00:00.000Z' });
    await screen.answer('/bff/api/files', { items: [old], next: null });

    expect(screen.text()).toContain('Waiting for the hub');
    expect(screen.query('a[href="/runs/run_1"]')).toBeNull();
  });

  it('tells a viewer whom to ask', async () => {
    const screen = await openScreen('/upload', 'viewer');

    expect(screen.text()).toMatch(/Your role may not upload files.*admin or support or QA can/);
    expect(screen.query('input[type=file]')).toBeNull();
  });
});

interface Sent {
  readonly url: string;
  progress(share: number): void;
  finish(): void;
  fail(error: Error): void;
}

async function openUpload() {
  const sent: Sent[] = [];
  TestBed.configureTestingModule({
    providers: [
      {
        provide: SEND_FILE,
        useValue: (url: string, _file: File, progress: (share: number) => void): Sending => {
          const { promise, resolve, reject } = Promise.withResolvers<undefined>();
          sent.push({ url, progress, finish: () => resolve(undefined), fail: reject });
          return { done: promise, cancel: () => reject(new SendFailed(0, true)) };
        },
      },
    ],
  });
  const screen = await openScreen('/upload');
  await screen.answer('/bff/api/partners', { items: [aPartner()], next: null });
  await screen.answer('/bff/api/feeds', { items: [aFeedHead()], next: null });
  const input = screen.query('input[type=file]');
  return {
    screen,
    sent,
    drop: (name: string) => {
      Object.defineProperty(input, 'files', {
        value: [new File(['a,b'], name)],
        configurable: true,
      });
      input?.dispatchEvent(new Event('change'));
    },
  };
}
