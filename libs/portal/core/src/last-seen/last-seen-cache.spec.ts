import { MemoryCaches } from '../testing/memory-caches.ts';
import { LastSeenCache, keptForMs, lastPerson } from './last-seen-cache.ts';

const ada = { subject: 'ada', name: 'Ada', email: null };
const bob = { subject: 'bob', name: 'Bob', email: null };

describe('what somebody saw last', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is read with the time at which it came from the hub, and its tag', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const cache = new LastSeenCache(ada, new MemoryCaches());

    await cache.keep('/bff/api/runs?limit=50', { items: ['run'] }, 'W/"3"');

    const kept = await cache.read('/bff/api/runs?limit=50');
    expect(kept).toEqual({ body: { items: ['run'] }, at: 1_000_000, etag: 'W/"3"' });
    expect(await cache.read('/bff/api/runs?limit=25')).toBeNull();
  });

  it('is not shown to anybody else', async () => {
    const storage = new MemoryCaches();
    await new LastSeenCache(ada, storage).keep('/bff/names', {}, null);

    expect(await new LastSeenCache(bob, storage).read('/bff/names')).toBeNull();
  });

  it('is not shown after half a day, and neither is it known then who saw it', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const storage = new MemoryCaches();
    const cache = new LastSeenCache(ada, storage);
    await cache.keep('/bff/names', {}, null);
    expect(await lastPerson(storage)).toEqual(ada);

    vi.setSystemTime(1_000_000 + keptForMs + 1);

    expect(await cache.read('/bff/names')).toBeNull();
    expect(await lastPerson(storage)).toBeNull();
    expect(await storage.keys()).toEqual([]);
  });

  it('is bounded: the answers of longest ago make room, and a large one is not kept', async () => {
    const cache = new LastSeenCache(ada, new MemoryCaches());
    await cache.keep('/bff/api/runs', 'x'.repeat(200_001), null);
    for (let at = 0; at <= 100; at += 1) await cache.keep(`/bff/api/files/${at}`, at, null);

    expect(await cache.read('/bff/api/runs')).toBeNull();
    expect(await cache.read('/bff/api/files/0')).toBeNull();
    expect(await cache.read('/bff/api/files/1')).toMatchObject({ body: 1 });
    expect(await cache.read('/bff/api/files/100')).toMatchObject({ body: 100 });
  });
});
