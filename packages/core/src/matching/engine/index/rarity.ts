const tableSize = 4_096;
const smallestScale = 1_024;

/**
 * Weights of terms by their rarity (inverse document frequency). The size of the index counts by powers of two, and
 * not below a thousand, so that one more title changes no weight but those of its own words.
 */
export class Rarity {
  #scale = 0;
  readonly #table = new Float64Array(tableSize);

  /** The size of the index as far as weights go. */
  get scale(): number {
    return this.#scale;
  }

  constructor() {
    this.resize(0);
  }

  resize(documents: number): void {
    const scale = Math.max(smallestScale, 2 ** Math.ceil(Math.log2(Math.max(1, documents))));
    if (scale === this.#scale) return;
    this.#scale = scale;
    for (let frequency = 0; frequency < tableSize; frequency += 1) this.#table[frequency] = this.#compute(frequency);
  }

  of(frequency: number): number {
    return this.#table[frequency] ?? this.#compute(frequency);
  }

  #compute(frequency: number): number {
    return Math.log(1 + (Math.max(this.#scale, frequency) - frequency + 0.5) / (frequency + 0.5));
  }
}
