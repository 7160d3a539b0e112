export interface ApiKey {
  apiKey: string;
  mode: "test" | "production";
  /** What is left to pay labels with, in dollars. */
  balance: number;
}

export interface Rate {
  id: string;
  carrier: string;
  service: string;
  rate: string;
  currency: string;
  delivery_days: number | null;
}

export interface Shipment {
  id: string;
  apiKey: string;
  created_at: string;
  reference: string | null;
  mode: "test" | "production";
  from_address: Record<string, unknown>;
  to_address: Record<string, unknown>;
  parcel: Record<string, unknown>;
  rates: Rate[];
  messages: { carrier: string; type: string; message: string }[];
  selected_rate: Rate | null;
  postage_label: { label_url: string; label_pdf_url: string | null; label_file_type: string } | null;
  tracking_code: string | null;
  status: string;
  refund_status: string | null;
}
