import { describe, expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import type { ContextExample } from '../../../shared/domain/record-rules.ts';
import { contextOf } from '../../../shared/engine/record/context/context.ts';
import { compileContext } from '../../../shared/engine/record/context/map.ts';
import { fixture } from '../engine-kit.ts';
import { sentences } from './context-sentences.ts';

const rules = loadRecordRules();
const compiled = compileContext(rules.context, rules.sections);

function expected(example: ContextExample): void {
  const start = example.text.indexOf('[');
  const end = example.text.indexOf(']') - 1;
  const text = example.text.replace('[', '').replace(']', '');
  const found = contextOf(compiled, text, start, end);
  const wanted = {
    ...(example.negation === undefined ? {} : { negation: example.negation }),
    ...(example.temporality === undefined ? {} : { temporality: example.temporality }),
    ...(example.experiencer === undefined ? {} : { experiencer: example.experiencer }),
  };
  expect(found).toMatchObject(wanted);
}

describe('context rules', () => {
  for (const rule of rules.context.rules) {
    it.each(rule.examples.map((example) => [example.text, example] as const))(
      `${rule.id}: %s`,
      (_text, example) => {
        expected(example);
      },
    );
  }
});

describe('context of clinical sentences', () => {
  it.each(sentences.map((example) => [example.text, example] as const))('%s', (_text, example) => {
    expected(example);
  });
});

/** "A H F|text": see the head of the file. */
function exampleOf(line: string): ContextExample {
  const [labels = '', text = ''] = line.split('|', 2);
  const has = (label: string): boolean => labels.split(' ').includes(label);
  return {
    text,
    negation: has('N') ? 'negated' : has('P') ? 'possible' : 'affirmed',
    temporality: has('H') ? 'historical' : has('Y') ? 'hypothetical' : 'recent',
    ...(has('F') ? { experiencer: 'family' as const } : has('O') ? {} : { experiencer: 'patient' as const }),
  };
}

describe('context of sentences as hospitals write them', () => {
  const lines = fixture('context-sentences.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  it.each(lines)('%s', (line) => {
    expected(exampleOf(line));
  });
});
