/** Files dropped or pasted anywhere go into the case on screen, or begin a new one. */
import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { filesOfDrop, isWanted } from '../client/files.ts';
import { t } from '../text/index.ts';
import { importFiles } from '../state/importing.ts';

export function DropAnywhere({ caseId }: { caseId: string | null }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void filesOfDrop(event.dataTransfer).then((files) => importFiles(files, caseId));
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])].filter(isWanted);
      if (files.length === 0) return;
      event.preventDefault();
      void importFiles(files, caseId);
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('dragover', move);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('dragover', move);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, [caseId]);
  if (!over) return null;
  return (
    <div className="drop-veil" aria-hidden>
      <div className="drop-veil-box">
        <FileDown size={56} strokeWidth={1.4} />
        <p>{caseId === null ? t.cases.dropNew : t.papers.dropHere}</p>
      </div>
    </div>
  );
}
