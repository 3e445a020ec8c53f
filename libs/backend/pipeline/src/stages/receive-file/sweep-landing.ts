import { listEverything, type ListedObject, type ObjectVersion } from '@waybill/store';
import { versionOf } from '../../landed-object.ts';
import type { PipelinePorts } from '../../ports.ts';
import { receiveObject } from './receive-object.ts';

const headsAtOnce = 8;

/**
 * Finds landing objects that no file record knows, because their event was lost, and takes them in. Returns how many.
 * One object that fails is logged and does not keep the others waiting; the next sweep meets it again.
 */
export async function sweepLanding(ports: PipelinePorts): Promise<number> {
  const bucket = ports.settings.landingBucket;
  let taken = 0;
  let group: ListedObject[] = [];
  for await (const object of listEverything(ports.buckets, bucket, '')) {
    group.push(object);
    if (group.length < headsAtOnce) continue;
    taken += await sweepGroup(ports, bucket, group);
    group = [];
  }
  return taken + (await sweepGroup(ports, bucket, group));
}

async function sweepGroup(
  ports: PipelinePorts,
  bucket: string,
  group: readonly ListedObject[],
): Promise<number> {
  const found = await Promise.all(group.map(({ key }) => versionAt(ports, bucket, key)));
  const present = found.filter((object) => object !== null);
  if (present.length === 0) return 0;
  let taken = 0;
  for (const key of await ports.db.files.unknownOf(present)) {
    try {
      await receiveObject(ports, { bucket, key, sequencer: '' });
      taken++;
    } catch (error) {
      const why = error instanceof Error ? error.name : 'unknown';
      ports.log.write({ level: 'warning', message: 'sweep left an object', why });
    }
  }
  return taken;
}

async function versionAt(
  ports: PipelinePorts,
  bucket: string,
  key: string,
): Promise<Pick<ObjectVersion, 'bucket' | 'key' | 'version'> | null> {
  const facts = await ports.buckets.head({ bucket, key });
  return facts ? { bucket, key, version: versionOf(facts) } : null;
}
