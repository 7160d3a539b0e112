/** Paper, in points of a 72nd of an inch. */
export interface PageSize {
  width: number;
  height: number;
}

const pointsPerMm = 72 / 25.4;
const ofMm = (width: number, height: number): PageSize => ({
  width: width * pointsPerMm,
  height: height * pointsPerMm,
});

/** A4 and A6 for office printers, 4 by 6 inches for label printers. */
export const pageSizes = { a4: ofMm(210, 297), a6: ofMm(105, 148), "4x6": { width: 288, height: 432 } } as const;
export const pageSizeNames = ["a4", "a6", "4x6"] as const satisfies readonly (keyof typeof pageSizes)[];
export type PageSizeName = (typeof pageSizeNames)[number];
