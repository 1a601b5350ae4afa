/** Makes the exhibit PDFs in the size that the way of sending allows, and hands them over one by one. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ExhibitPacket } from '../../../shared/api/contract.ts';
import type { LetterKind } from '../../../shared/domain/letter.ts';
import { client } from '../../client/client.ts';
import { startDownload } from '../../client/files.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { fileSize } from '../../ui/dates.ts';
import { Choice } from '../../ui/fields.tsx';
import { TaskBar } from '../../ui/TaskBar.tsx';
import { sayError } from '../../ui/toasts.tsx';

/** Fax machines and portals differ; these are sizes that nearly all take. */
const sizes = {
  one: { maxPages: null, maxBytes: null },
  fax: { maxPages: 50, maxBytes: null },
  portal: { maxPages: null, maxBytes: 10_000_000 },
  small: { maxPages: null, maxBytes: 4_000_000 },
} as const;
type Size = keyof typeof sizes;
const options = (Object.keys(sizes) as Size[]).map((value) => ({
  value,
  label: t.letter.packet.sizes[value],
}));

/** What was made stands below the dialog's edge. */
const showIt = (section: HTMLElement | null) => section?.scrollIntoView({ block: 'nearest' });

export function MakePacket({ caseId, kind }: { caseId: string; kind: LetterKind }) {
  const [size, setSize] = useState<Size>('one');
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<ExhibitPacket | null>(null);
  const [taken, setTaken] = useState<readonly string[]>([]);
  const make = async () => {
    setBusy(true);
    setMade(null);
    setTaken([]);
    try {
      const packet = await client.letters.exportExhibits({ caseId, kind, ...sizes[size] });
      setMade(packet);
      const [only, ...more] = packet.files;
      if (only && more.length === 0) take(only);
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  const take = (file: ExhibitPacket['files'][number]) => {
    startDownload(file);
    setTaken((old) => [...old, file.downloadId]);
  };
  return (
    <div className="make-packet stack">
      <div className="cluster">
        <Choice label={t.letter.packet.how} options={options} value={size} onChange={setSize} />
        <Button weight="primary" isDisabled={busy} onPress={() => void make()}>
          {busy ? t.letter.making : t.letter.packet.make}
        </Button>
      </div>
      <TaskBar taskId={`exhibits-${caseId}`} label={t.letter.making} />
      {made ? (
        <section ref={showIt} aria-label={t.letter.packet.made} className="stack">
          <h3>{t.letter.packet.made}</h3>
          <ul className="made-files">
            {made.files.map((file) => (
              <li key={file.downloadId}>
                <span className="grow">
                  {file.fileName}{' '}
                  <span className="small soft">
                    {t.letter.packet.fileOf(file.pageCount, fileSize(file.byteSize))}
                  </span>
                </span>
                <Button
                  small
                  isDisabled={taken.includes(file.downloadId)}
                  aria-label={t.letter.packet.save(file.fileName)}
                  onPress={() => take(file)}
                >
                  <Download size={16} aria-hidden />
                  {taken.includes(file.downloadId) ? t.letter.packet.saved : t.common.save}
                </Button>
              </li>
            ))}
          </ul>
          {made.notices.length > 0 ? (
            <>
              <p>{t.letter.packet.notices}</p>
              <ul className="stop-list small">
                {made.notices.map((notice) => (
                  <li key={`${notice.exhibit}-${notice.pageNumber}-${notice.message}`}>
                    {t.letter.exhibit(notice.exhibit)}
                    {notice.pageNumber === null ? '' : `, ${t.letter.packet.page(notice.pageNumber)}`}:{' '}
                    {notice.message}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}
