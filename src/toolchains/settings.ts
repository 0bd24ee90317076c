import type { Settings } from "../plan/index.ts";

/** What JSON can hold of a value: an absent property is left out, as JSON.stringify leaves it out. */
export function toSettings(value: Readonly<Record<string, unknown>>): Settings {
  return JSON.parse(JSON.stringify(value)) as Settings;
}

/**
 * The settings of a plan as the type that its maker gave them. Plans are made in the process that reads them, and each
 * provider, layer and emulator reads its own alone.
 */
export function fromSettings<Made>(settings: Settings): Made {
  return settings as Made;
}
