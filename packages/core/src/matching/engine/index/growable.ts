interface TypedArray<Self> {
  readonly length: number;
  fill(value: number): unknown;
  set(values: Self): void;
}

/** A typed array with room for `needed` values: the given one, or a larger copy filled up with `filler`. */
export function withRoom<Values extends TypedArray<Values>>(
  values: Values,
  needed: number,
  { type, filler = 0 }: { type: new (length: number) => Values; filler?: number },
): Values {
  if (needed <= values.length) return values;
  const larger = new type(Math.max(needed, values.length * 2));
  if (filler !== 0) larger.fill(filler);
  larger.set(values);
  return larger;
}
