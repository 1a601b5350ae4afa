/** What is missing, asked one small question at a time. */
import { useState } from 'react';
import type { CaseSheet } from '../../../shared/api/contract.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';

interface QuestionsProps {
  questions: CaseSheet['questions'];
  onAnswer: (questionId: string, value: string) => void;
}

export function Questions({ questions, onAnswer }: QuestionsProps) {
  const [later, setLater] = useState<readonly string[]>([]);
  const question = questions.find((each) => !later.includes(each.id));
  if (!question) return null;
  return (
    <section className="card question" aria-label={t.sheet.questionLabel}>
      <p className="small soft">{t.sheet.questionCount(questions.length)}</p>
      <h2>{question.text}</h2>
      <p className="soft">{question.help}</p>
      <div className={question.options.length > 4 ? 'question-many' : 'row'}>
        {question.options.map((option) => (
          <Button
            key={option.value}
            small={question.options.length > 4}
            onPress={() => onAnswer(question.id, option.value)}
          >
            {option.label}
          </Button>
        ))}
      </div>
      <Button weight="quiet" flush onPress={() => setLater([...later, question.id])}>
        {t.sheet.later}
      </Button>
    </section>
  );
}
