type Say<Id extends string> = (id: Id) => string;

/** Words by key. They are read when they are shown: by then the language is known. */
export function wordsBy<Key extends string, Id extends string>(
  say: Say<Id>,
  ids: Readonly<Record<Key, Id>>,
): Readonly<Record<Key, string>> {
  const words = {};
  for (const [key, id] of Object.entries<Id>(ids))
    Object.defineProperty(words, key, { get: () => say(id), enumerable: true });
  return words as Record<Key, string>;
}

const worded = ["word", "label", "title", "text"] as const;
type Fields<Id> = { readonly [Field in (typeof worded)[number]]?: Id | null };
type Worded<State> = {
  readonly [Field in keyof State]: Field extends (typeof worded)[number]
    ? string | Extract<State[Field], null>
    : State[Field];
};

/** The words of one thing beside what else is known of it, such as its tone; read when they are shown. */
export function stateOf<Id extends string, const State extends Fields<Id>>(say: Say<Id>, state: State): Worded<State> {
  const shown = { ...state };
  for (const field of worded) {
    const id = state[field];
    if (id) Object.defineProperty(shown, field, { get: () => say(id), enumerable: true });
  }
  return shown as Worded<State>;
}

/** The words for each state of something. */
export function statesBy<Id extends string, const States extends Readonly<Record<string, Fields<Id>>>>(
  say: Say<Id>,
  states: States,
): { readonly [Key in keyof States]: Worded<States[Key]> } {
  const entries = Object.entries(states).map(([key, state]) => [key, stateOf(say, state)]);
  return Object.fromEntries(entries) as { readonly [Key in keyof States]: Worded<States[Key]> };
}
