/**
 * Keeps the latest answers of what is asked again and again. `Answer` must depend on the question alone: kept or
 * computed, it is the same.
 */
export class LatestAnswers<Answer extends NonNullable<unknown> | null> {
  readonly #most: number;
  readonly #answers = new Map<string, Answer>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The kept answer, else a new one, which is kept. */
  get(question: string, answer: () => Answer): Answer {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const found = answer();
    if (this.#answers.size >= this.#most) this.#answers.clear();
    this.#answers.set(question, found);
    return found;
  }
}
