import { describe, expect, it } from 'vitest';
import { LatestAnswers } from '../../domain/latest-answers.ts';

describe('latest answers', () => {
  it('asks once for what is asked again', () => {
    const asked: string[] = [];
    const answers = new LatestAnswers<string>(2);
    const ask = (question: string) =>
      answers.get(question, () => {
        asked.push(question);
        return question.toUpperCase();
      });
    expect(['a', 'a', 'b', 'a'].map(ask)).toEqual(['A', 'A', 'B', 'A']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('keeps no more than it may', () => {
    let asked = 0;
    const answers = new LatestAnswers<number>(2);
    const ask = (question: string) => answers.get(question, () => (asked += 1));
    for (const question of ['a', 'b', 'c', 'a']) ask(question);
    expect(asked).toBe(4);
  });
});
