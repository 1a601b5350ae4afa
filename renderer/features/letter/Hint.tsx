/** A hint in the margin. It suggests; it changes nothing by itself. */
import { CircleAlert, Lightbulb, OctagonAlert } from 'lucide-react';
import type { LetterHint } from '../../../shared/domain/letter.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';

const icons = { stop: OctagonAlert, warn: CircleAlert, suggest: Lightbulb };

export function Hint({ hint, onUse }: { hint: LetterHint; onUse: ((suggestion: string) => void) | null }) {
  const Icon = icons[hint.severity];
  return (
    <div className={`hint ${hint.severity}`}>
      <Icon size={17} aria-label={t.letter.severity[hint.severity]} />
      <div>
        <p>{hint.message}</p>
        {hint.suggestion === null ? null : (
          <>
            <p className="hint-suggestion">{hint.suggestion}</p>
            {onUse ? (
              <Button small weight="quiet" onPress={() => hint.suggestion !== null && onUse(hint.suggestion)}>
                {t.letter.takeSuggestion}
              </Button>
            ) : null}
          </>
        )}
      </div>
    </div>
  );
}
