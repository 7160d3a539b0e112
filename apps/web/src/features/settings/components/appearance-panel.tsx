import { SegmentedControl, Select, useMantineColorScheme } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "../../../components/panel.module.css";
import { type Density, useDensity } from "../../../lib/density.ts";
import { chooseLanguage, languages, useLanguage } from "../../../lib/language/language.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { t } from "../texts.ts";

const schemes = ["auto", "light", "dark"] as const;
const densities = ["compact", "comfortable"] as const;

/** How the application looks in this browser. */
export function AppearancePanel() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { density, choose } = useDensity();
  const language = useLanguage();
  return (
    <section className={classes.panel} aria-label={t("settings.appearance")}>
      <Choice name={t("appearance.theme")} text={t("appearance.themeText")}>
        <SegmentedControl
          aria-label={t("appearance.theme")}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof schemes)[number])}
          data={schemes.map((value) => ({ value, label: t(`scheme.${value}`) }))}
        />
      </Choice>
      <Choice name={t("appearance.density")} text={t("appearance.densityText")}>
        <SegmentedControl
          aria-label={t("appearance.density")}
          value={density}
          onChange={(value) => choose(value as Density)}
          data={densities.map((value) => ({ value, label: t(`appearance.${value}`) }))}
        />
      </Choice>
      <Choice name={t("appearance.language")} text={t("appearance.languageText")}>
        <Select
          aria-label={t("appearance.language")}
          w={180}
          value={language}
          data={languages.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => {
            const wanted = languages.find(({ code }) => code === value);
            if (wanted)
              chooseLanguage(wanted.code).catch((error) => notifyFailure(t("appearance.languageFailed"), error));
          }}
        />
      </Choice>
      <div className={`${classes.row} ${classes.dim}`}>{t("appearance.kept")}</div>
    </section>
  );
}

function Choice({ name, text, children }: { name: string; text: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <div className={classes.about}>
        <div className={classes.name}>{name}</div>
        <div className={classes.dim}>{text}</div>
      </div>
      {children}
    </div>
  );
}
