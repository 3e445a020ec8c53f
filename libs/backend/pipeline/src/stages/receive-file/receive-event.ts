import type { PipelinePorts } from '../../ports.ts';
import { readEvent } from './read-event.ts';
import { receiveObject, type Received } from './receive-object.ts';

/**
 * Takes in everything that one S3 event message tells of. The message may be deleted from its queue once this resolves;
 * when it throws, the message has to come back.
 */
export async function receiveEvent(ports: PipelinePorts, message: unknown): Promise<Received[]> {
  const { notices, ignored } = readEvent(message);
  for (const why of ignored) ports.log.write({ level: 'info', message: 'event ignored', why });
  const received: Received[] = [];
  for (const notice of notices) {
    const outcome = await receiveObject(ports, notice);
    const isAlarming = outcome.kind === 'refused' && notice.bucket !== ports.settings.archiveBucket;
    ports.log.write({
      level: isAlarming ? 'warning' : 'info',
      message: `object ${outcome.kind}`,
      bucket: notice.bucket,
      file: fileOf(outcome),
    });
    received.push(outcome);
  }
  return received;
}

function fileOf(outcome: Received): string | null {
  return outcome.kind === 'refused' ? null : outcome.fileId;
}
