/** The words of a listing's condition type, such as `used` and `very_good`. */
function wordsOf(conditionType: string): { kind: string; detail: string } {
  const [kind = "new", ...detail] = conditionType.split("_");
  // A listing says `used_like_new` where an order says `Mint`.
  return { kind, detail: conditionType === "used_like_new" ? "mint" : detail.join("_") || kind };
}

/** The condition in which a line was sold, as orders state it. */
export function viewCondition(conditionType: string) {
  const { kind, detail } = wordsOf(conditionType);
  return { conditionType: kind.toUpperCase(), conditionSubtype: detail.toUpperCase(), conditionNote: "" };
}

/** The same as the older orders API writes it: `Used`, `Very Good`. */
export function viewConditionV0(conditionType: string) {
  const { kind, detail } = wordsOf(conditionType);
  return { ConditionId: inCapitals(kind), ConditionSubtypeId: detail.split("_").map(inCapitals).join(" ") };
}

const inCapitals = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
