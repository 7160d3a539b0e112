import { Button, Stack, Text, Textarea } from "@mantine/core";
import { IconFileTypeCsv } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import { Note } from "../../../components/note.tsx";
import { t } from "../texts.ts";
import classes from "./inventory.module.css";

const largest = 20 * 1024 * 1024;

interface CsvSourceProps {
  reading: boolean;
  onRead: (name: string, csv: string) => void;
}

/** A file dropped or chosen, or rows pasted from a spreadsheet. */
export function CsvSource({ reading, onRead }: CsvSourceProps) {
  const [pasted, setPasted] = useState("");
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > largest) return setProblem(t("import.tooLarge", { name: file.name }));
    const text = await file.text();
    if (text.includes("\u0000")) return setProblem(t("import.notText", { name: file.name }));
    if (text.trim() === "") return setProblem(t("import.emptyFile", { name: file.name }));
    setProblem(null);
    onRead(file.name, text);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <Stack gap="md">
      <label
        className={classes.drop}
        data-over={over || undefined}
        onDrop={drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
      >
        <IconFileTypeCsv size={34} stroke={1.4} aria-hidden="true" />
        <Text fw={550}>{t("import.drop")}</Text>
        <Text size="sm" c="dimmed">
          {t("import.dropText")}
        </Text>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          className="visually-hidden"
          aria-label={t("import.csvFile")}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </label>
      {problem && (
        <Note tone="failed" role="alert">
          {problem}
        </Note>
      )}
      <Textarea
        label={t("import.paste")}
        autosize
        minRows={4}
        maxRows={10}
        classNames={{ input: "mono" }}
        placeholder={t("import.example")}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <Button
        style={{ alignSelf: "flex-start" }}
        disabled={pasted.trim() === ""}
        loading={reading}
        onClick={() => onRead(t("import.pastedRows"), pasted)}
      >
        {t("import.readRows")}
      </Button>
    </Stack>
  );
}
