/** Keeps the k best scores seen, to learn the k-th best without sorting everything. */
export class ScoreHeap {
  readonly #scores: Float64Array;
  #size = 0;

  constructor(capacity: number) {
    this.#scores = new Float64Array(Math.max(1, capacity));
  }

  /** The k-th best score, or 0 while fewer than k were offered. */
  get threshold(): number {
    return this.#size < this.#scores.length ? 0 : (this.#scores[0] ?? 0);
  }

  clear(): void {
    this.#size = 0;
  }

  offer(score: number): void {
    if (this.#size < this.#scores.length) this.#rise(score);
    else if (score > (this.#scores[0] ?? 0)) this.#sink(score);
  }

  #rise(score: number): void {
    let at = this.#size;
    this.#size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#scores[parent] ?? 0;
      if (above <= score) break;
      this.#scores[at] = above;
      at = parent;
    }
    this.#scores[at] = score;
  }

  #sink(score: number): void {
    let at = 0;
    for (let child = 1; child < this.#size; child = 2 * at + 1) {
      if (child + 1 < this.#size && (this.#scores[child + 1] ?? 0) < (this.#scores[child] ?? 0)) child += 1;
      const below = this.#scores[child] ?? 0;
      if (below >= score) break;
      this.#scores[at] = below;
      at = child;
    }
    this.#scores[at] = score;
  }
}
