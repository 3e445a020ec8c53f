import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailDoor, MailOutcome } from '@waybill/api';
// Writes MIME as mail programs read it; of the light libraries for that it is the one that is kept up and depends on nothing.
import MailComposer from 'nodemailer/lib/mail-composer';

const from = 'Waybill <waybill@waybill.example>';
const replyTo = 'support@waybill.example';

/** The mail box of a hub on one machine: nothing leaves it, each mail is a file that a mail program opens. */
export function mailBox(folder: string, now: () => Date): MailDoor {
  return {
    async send({ attachment, subject, text, to }) {
      const { bytes, fileName } = attachment;
      const date = now();
      const id = randomUUID();
      const message = new MailComposer({
        from,
        replyTo,
        to,
        subject,
        text,
        date,
        messageId: `<${id}@waybill.example>`,
        attachments: [
          {
            filename: fileName,
            content: Buffer.from(bytes),
            contentType: 'text/csv; charset=utf-8',
          },
        ],
      });
      const eml = await message.compile().build();
      const file = `${date.toISOString().replaceAll(':', '-')}-${id.slice(0, 8)}.eml`;
      return keep(folder, file, eml).then(() => ({ kind: 'accepted', messageId: id }), notKept);
    },
  };
}

async function keep(folder: string, file: string, eml: Buffer): Promise<void> {
  // Mails hold what stands in partners' files.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fresh = join(folder, `.${file}`);
  try {
    await writeFile(fresh, eml, { mode: 0o600 });
    await rename(fresh, join(folder, file));
  } catch (error) {
    // Half of a mail is nobody's, and holds as much about persons.
    await rm(fresh, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A file that has not got its name is no mail, so that the same one may be taken when there is room again. */
function notKept(error: NodeJS.ErrnoException): MailOutcome {
  // Messages of the file system tell its paths; the code does not.
  return { kind: 'busy', why: error.code ?? error.name };
}
