/** Saved mails: the message is the first page, attached documents follow as further pages. */
import PostalMime from 'postal-mime';
import { ReadFailure } from '../problems.ts';
import { tidyPlainText } from './decode-text.ts';
import { htmlToText } from './html-text.ts';

export interface Mail {
  /** Header lines a person sees, then the message. */
  readonly text: string;
  /** Bytes of the attached files, in order; pictures shown inside the message are left out. */
  readonly attachments: readonly Uint8Array[];
}

interface Address {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
}

function addressText(list: readonly Address[] | undefined): string {
  return (list ?? [])
    .map(({ name, address }) => (name && address ? `${name} <${address}>` : (name ?? address ?? '')))
    .filter((text) => text !== '')
    .join(', ');
}

/** Reads the mail or fails with a `ReadFailure`. */
export async function readMail(bytes: Uint8Array): Promise<Mail> {
  try {
    const mail = await PostalMime.parse(new Uint8Array(bytes), { attachmentEncoding: 'arraybuffer' });
    const head = [
      ['From', addressText(mail.from ? [mail.from] : [])],
      ['To', addressText(mail.to)],
      ['Cc', addressText(mail.cc)],
      ['Date', mail.headers.find((header) => header.key === 'date')?.value ?? ''],
      ['Subject', mail.subject ?? ''],
    ].filter(([, value]) => value !== '');
    const body = mail.text ? tidyPlainText(mail.text) : htmlToText(mail.html ?? '');
    const attachments = mail.attachments
      .filter((file) => file.related !== true && file.disposition !== 'inline')
      .flatMap((file) => (file.content instanceof ArrayBuffer ? [new Uint8Array(file.content)] : []));
    return { text: `${head.map((line) => line.join(': ')).join('\n')}\n\n${body}`.trim(), attachments };
  } catch (error) {
    throw new ReadFailure('unreadable', undefined, { cause: error });
  }
}
