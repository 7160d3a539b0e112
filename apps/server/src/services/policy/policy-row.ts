/** How the machine may link, per workspace. */
export interface PolicyView {
  fifoInterchangeable: boolean;
  skuCaseInsensitive: boolean;
  /** 0 to 1; null never links a guess. */
  probabilityBar: number | null;
}
