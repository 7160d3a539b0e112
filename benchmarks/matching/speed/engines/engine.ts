/** An engine under measure: made ready for some titles, it finds the five that resemble another most. */
export interface OpenEngine {
  find(title: string): readonly string[] | Promise<readonly string[]>;
  /** Forgets what earlier searches left behind, so that a search made again costs what it cost. */
  forget?(): void;
  close(): Promise<void>;
}

export interface Engine {
  /** Called before the clock starts: makes what the user of the engine has anyway. */
  prepare?(titles: readonly string[]): void;
  open(titles: readonly string[]): Promise<OpenEngine>;
}

export const wanted = 5;
