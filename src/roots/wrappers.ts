import { join } from "node:path";

/** A small script that starts a program of a root as if it were installed. */
export type WrapperText = { readonly name: string; readonly text: string };

/** Part of a root's hash: raise it when a wrapper's text changes, or what is done with the packages of a root. */
export const wrapperVersion = 11;

/** What wrappers are made for. */
export type WrapperPlace = {
  /** The root's final place. */
  readonly directory: string;
  /** The hash of its content. */
  readonly content: string;
  /** The file names in its usr/bin. */
  readonly programs: readonly string[];
};

/** Starts a program of a root, which finds the libraries of that root. */
export function script(directory: string, program: string, flags: readonly string[]): string {
  const words = [program, ...flags].map(quote).join(" ");
  return `#!/bin/sh\nLD_LIBRARY_PATH=${quote(join(directory, "host-lib"))} exec ${words} "$@"\n`;
}

/** A word of a POSIX shell that stands for the text itself. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
