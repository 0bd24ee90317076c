/** Something that others wait for: it is ready, or it failed. */
export type Outcome<Value> =
  | { readonly kind: "ready"; readonly value: Value }
  /** A UserError where the user can do something about it, and an UnavailableError where it exists for no such machine. */
  | { readonly kind: "failed"; readonly error: Error };

/** Runs work whose failure is an outcome, for whoever waits for it. Never throws. */
export async function outcomeOf<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { kind: "ready", value: await work() };
  } catch (error) {
    return { kind: "failed", error: asError(error) };
  }
}

/** The value of an outcome. Throws its error where it failed. */
export function readyValue<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind === "failed") {
    throw outcome.error;
  }
  return outcome.value;
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
