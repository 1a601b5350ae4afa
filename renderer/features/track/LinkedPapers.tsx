/** Which papers of the case belong to an entry: the receipt, the confirmation sheet, what was sent. */
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';

export function LinkedPapers({
  caseId,
  chosen,
  onChange,
}: {
  caseId: string;
  chosen: readonly string[];
  onChange: (documentIds: string[]) => void;
}) {
  const documents = useQuery(keys.documents(caseId), () => client.documents.list({ caseId }));
  const list = documents.data ?? [];
  if (list.length === 0) return null;
  return (
    <details className="linked">
      <summary className="small">{t.track.linkPapers(chosen.length)}</summary>
      <p className="small soft">{t.track.linkHelp}</p>
      <ul className="linked-list">
        {list.map((document) => (
          <li key={document.id}>
            <label className="linked-paper">
              <input
                type="checkbox"
                checked={chosen.includes(document.id)}
                onChange={(event) =>
                  onChange(
                    event.target.checked
                      ? [...chosen, document.id]
                      : chosen.filter((each) => each !== document.id),
                  )
                }
              />
              <span>{document.fileName}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
