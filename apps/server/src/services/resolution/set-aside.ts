export interface SetAsideResult {
  ok: true;
  nextEntryId: string | null;
}
