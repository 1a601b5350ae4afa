/** Search everywhere: pages of every paper, cases, and the things that can be done, from one box. */
import { FileText, FolderClosed, Navigation, Search as SearchIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components';
import type { CaseSummary, SearchHit } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { isUnderWay, useLive } from '../../client/live.ts';
import { caseScreens, go } from '../../state/route.ts';
import { useSearch } from '../../state/search.ts';
import { t } from '../../text/index.ts';
import { caseTitle } from '../../ui/case-title.ts';
import { sayError } from '../../ui/toasts.tsx';
import { placeOf } from '../../viewer/place.ts';
import './search.css';

interface Item {
  id: string;
  title: string;
  detail: Piece[];
  run: () => void;
}
interface Piece {
  /** Offset in the snippet: also what tells pieces apart. */
  start: number;
  text: string;
  marked: boolean;
}

export function Search({ caseId, cases }: { caseId: string | null; cases: readonly CaseSummary[] }) {
  const open = useSearch((state) => state.open);
  const close = () => useSearch.setState({ open: false });
  return (
    <ModalOverlay
      className="modal-ground search-ground"
      isOpen={open}
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
    >
      <Modal className="modal wide search-modal">
        <Dialog className="search" aria-label={t.search.title}>
          <SearchBody caseId={caseId} cases={cases} onClose={close} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function SearchBody({
  caseId,
  cases,
  onClose,
}: {
  caseId: string | null;
  cases: readonly CaseSummary[];
  onClose: () => void;
}) {
  const [words, setWords] = useState('');
  const hits = useHits(words.trim());
  const needle = words.trim().toLowerCase();
  const matches = (text: string) => text.toLowerCase().includes(needle);
  const plain = (text: string | null): Piece[] => (text ? [{ start: 0, text, marked: false }] : []);
  const commands: Item[] = [
    ...(caseId === null
      ? []
      : caseScreens.map((screen) => ({
          id: `go-${screen}`,
          title: t.search.goTo(t.nav.screens[screen]),
          detail: [],
          run: () => go({ screen, caseId, focus: null }),
        }))),
    { id: 'go-cases', title: t.search.goTo(t.cases.title), detail: [], run: () => go({ screen: 'cases' }) },
    {
      id: 'go-settings',
      title: t.search.goTo(t.nav.settings),
      detail: [],
      run: () => go({ screen: 'settings' }),
    },
  ].filter((each) => matches(each.title));
  const caseItems: Item[] = cases
    .filter(
      (each) =>
        needle !== '' &&
        matches([each.title, each.personName, each.insurer, each.scan].filter(Boolean).join(' ')),
    )
    .slice(0, 6)
    .map((each) => ({
      id: `case-${each.id}`,
      title: caseTitle(each),
      detail: plain([each.personName, each.insurer].filter(Boolean).join(' · ')),
      run: () => go({ screen: 'desk', caseId: each.id, focus: null }),
    }));
  const hitItems: Item[] = hits.map((hit, index) => ({
    id: `hit-${index}`,
    title: hit.pageIndex === null ? hit.title : t.search.hit(hit.title, hit.pageIndex + 1),
    detail: pieces(hit),
    run: () => openHit(hit),
  }));
  const sections = [
    { id: 'cases', title: t.search.cases, items: caseItems, icon: <FolderClosed size={18} aria-hidden /> },
    { id: 'pages', title: t.search.pages, items: hitItems, icon: <FileText size={18} aria-hidden /> },
    { id: 'commands', title: t.search.commands, items: commands, icon: <Navigation size={18} aria-hidden /> },
  ].filter((section) => section.items.length > 0);
  const run = (id: string) => {
    onClose();
    for (const section of sections) section.items.find((item) => item.id === id)?.run();
  };
  return (
    <Autocomplete inputValue={words} onInputChange={setWords}>
      {/* A search box that was asked for takes the typing. */}
      {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
      <TextField aria-label={t.search.title} autoFocus className="search-field">
        <SearchIcon size={22} aria-hidden />
        <Input className="search-input" placeholder={t.search.placeholder} />
      </TextField>
      <Menu
        className="search-list"
        aria-label={t.search.results}
        onAction={(key) => run(String(key))}
        renderEmptyState={() => <p className="search-none soft">{t.search.none}</p>}
      >
        {sections.map((section) => (
          <MenuSection key={section.id} id={section.id}>
            <Header className="search-section small soft">{section.title}</Header>
            {section.items.map((item) => (
              <MenuItem key={item.id} id={item.id} textValue={item.title} className="menu-item search-item">
                {section.icon}
                <span className="grow">
                  <span className="search-title">{item.title}</span>
                  {item.detail.length > 0 ? (
                    <span className="small soft search-detail">
                      {item.detail.map((piece) =>
                        piece.marked ? (
                          <mark key={piece.start}>{piece.text}</mark>
                        ) : (
                          <span key={piece.start}>{piece.text}</span>
                        ),
                      )}
                    </span>
                  ) : null}
                </span>
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

/**
 * Hits for what was typed, asked for 120 ms after the last key; the old ones stay until the new ones are there. While
 * papers are read they are asked for again every second, and once more at the end: pages come in under the search.
 */
function useHits(words: string): readonly SearchHit[] {
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const reading = useLive((live) => [...live.byDocument.values()].some(isUnderWay));
  useEffect(() => {
    if (words === '') {
      setHits([]);
      return;
    }
    let live = true;
    const ask = () =>
      void client.search
        .query({ text: words, caseId: null, limit: 30 })
        .then((found) => {
          if (live) setHits(found);
        })
        .catch(sayError);
    const timer = setTimeout(ask, 120);
    const again = reading ? setInterval(ask, 1000) : undefined;
    return () => {
      live = false;
      clearTimeout(timer);
      clearInterval(again);
    };
  }, [words, reading]);
  return hits;
}

function pieces(hit: SearchHit): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const [start, end] of hit.marks) {
    if (start > at) out.push({ start: at, text: hit.snippet.slice(at, start), marked: false });
    out.push({ start, text: hit.snippet.slice(start, end), marked: true });
    at = end;
  }
  if (at < hit.snippet.length) out.push({ start: at, text: hit.snippet.slice(at), marked: false });
  return out;
}

function openHit(hit: SearchHit): void {
  if (hit.caseId === null) return;
  if (hit.span) go({ screen: 'papers', caseId: hit.caseId, focus: placeOf(hit.span) });
  else if (hit.documentId === null) go({ screen: 'desk', caseId: hit.caseId, focus: null });
  else go({ screen: 'papers', caseId: hit.caseId, focus: `${hit.documentId}:${hit.pageIndex ?? 0}:0:0` });
}
