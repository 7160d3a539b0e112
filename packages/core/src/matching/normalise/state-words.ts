/** What a title says of a thing's state beyond new and used. */
export interface StateWords {
  sealed: boolean;
  /** New, but the box is open, damaged or worn. */
  opened: boolean;
  refurbished: boolean;
  /** Does not work, or is sold for its parts. */
  broken: boolean;
  /** With its box or without it; null where the title does not say. */
  box: boolean | null;
  /** With its instructions or without them; null where the title does not say. */
  instructions: boolean | null;
}

const anyOf = (patterns: string) =>
  new RegExp(
    ` (?:${patterns
      .trim()
      .split(/\s*\|\s*/)
      .join("|")}) `,
  );

// In the languages sellers write in, without accents. Each pattern stands between spaces.
const sealed = anyOf(
  `(?:factory )?sealed|bnisb|nisb|misb|unopened|versiegelt|ungeoffnet|scelle|scellee|non ouvert|sigillat[oa]|precintad[oa]|
  sin abrir|verzegeld|gesloten`,
);
const notSealed = anyOf("(?:not|un|non|no longer) sealed|nicht versiegelt|re ?sealed");
const opened = anyOf(
  `open(?:ed)? box|box (?:is )?open(?:ed)?|(?:damaged|squashed|dented|crushed|worn|tatty|poor|creased) (?:\\w+ )?(?:box|packaging)|
  (?:box|packaging) (?:is )?(?:damaged?|dented|worn|wear|creased)|shelf ?wear|ex ?display|b ?ware|
  (?:ovp|karton|verpackung) (?:ist )?(?:beschadigt|geoffnet|offen)|boite (?:abimee|ouverte|endommagee)|
  scatola (?:rovinata|danneggiata|aperta)|caja (?:danada|abierta)|doos beschadigd`,
);
const refurbished = anyOf(
  "refurb|refurbished|renewed|reconditioned|generaluberholt|reconditionne|ricondizionato|reacondicionado",
);
const broken = anyOf(
  `(?:for|as) (?:spares|parts)|spares (?:or|and) repairs?|(?:for )?spares repairs?|faulty|not working|non working|doesn t work|
  broken|defekt|defekte[rs]?|bastler|pour pieces|hors service|ne fonctionne pas|non funzionante|guasto|averiado|no funciona|
  para piezas|kapot`,
);
const without = "(?:no|without|missing|w o|sans|ohne|senza|sin|zonder)";
const withWord = "(?:with|w|includes?|including|incl|inkl|avec|mit|con|met|and|plus)";
const box = "(?:original )?(?:box|boite|karton|ovp|scatola|caja|doos)";
const instructions = "(?:instructions?|manual|notice|anleitung|istruzioni|instrucciones|handleiding)";
const noBox = anyOf(
  `${without} (?:(?:original|outer) )?${box}|unboxed|boxless|${without} ${instructions} (?:or|and) ${box}`,
);
const hasBox = anyOf(
  `${withWord} ${box}|${withWord} ${instructions} (?:and|et|und|e|y|en) ${box}|boxed|cib|complete in box`,
);
const noInstructions = anyOf(`${without} (?:${box} (?:or|and|no) )?${instructions}`);
const hasInstructions = anyOf(`${withWord} (?:${box} (?:and|et|und|e|y|en) )?${instructions}`);

/** Reads the words of a title that tell one thing of a product from another one of it. */
export function readStateWords(words: readonly string[]): StateWords {
  const text = ` ${words.join(" ")} `;
  return {
    sealed: sealed.test(text) && !notSealed.test(text),
    opened: opened.test(text),
    refurbished: refurbished.test(text),
    broken: broken.test(text),
    box: noBox.test(text) ? false : hasBox.test(text) ? true : null,
    instructions: noInstructions.test(text) ? false : hasInstructions.test(text) ? true : null,
  };
}
