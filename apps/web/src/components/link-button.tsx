import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type AnchorParts<Own> = Own &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Own> & { ref?: Ref<HTMLAnchorElement> };

function AnchorButton(props: AnchorParts<ButtonProps>) {
  return <Button component="a" {...props} />;
}

function AnchorText(props: AnchorParts<AnchorProps>) {
  return <Anchor {...props} />;
}

/** A link to a page that looks like a button. */
export const LinkButton = createLink(AnchorButton);

/** A link to a page within text. */
export const LinkText = createLink(AnchorText);
