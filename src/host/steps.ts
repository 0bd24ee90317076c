import type { Log, Step, StepNow } from "./types.ts";
import { elapsed } from "./units.ts";

/** A clock in milliseconds that never goes back, and what is done again and again until it is stopped. */
export type Clock = {
  readonly now: () => number;
  readonly every: (milliseconds: number, tick: () => void) => () => void;
};

export const realClock: Clock = {
  now: () => performance.now(),
  every(milliseconds, tick) {
    const timer = setInterval(tick, milliseconds);
    // It must not keep the process alive.
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** What is under way, by name, in the order in which it was first named. */
export type Steps = {
  /** @returns What differs from before: nothing, its detail alone, or what is being done. */
  set(name: string, step: Step | undefined): "same" | "detail" | "step";
  all(): readonly StepNow[];
};

/**
 * @param tick Called so often while something is under way.
 */
export function makeSteps(clock: Clock, { milliseconds, tick }: Ticking): Steps {
  const steps = new Map<string, { readonly step: Step; readonly since: number }>();
  let stop: (() => void) | undefined;

  function keepTicking(): void {
    const active = [...steps.values()].some(({ step }) => isActive(step));
    if (active && stop === undefined) {
      stop = clock.every(milliseconds, tick);
    } else if (!active) {
      stop?.();
      stop = undefined;
    }
  }

  return {
    set(name, step) {
      const before = steps.get(name);
      const same = before?.step.kind === step?.kind && before?.step.text === step?.text;
      if (same && before?.step.detail === step?.detail) {
        return "same";
      }
      if (step === undefined) {
        steps.delete(name);
      } else {
        steps.set(name, { step, since: same && before !== undefined ? before.since : clock.now() });
      }
      keepTicking();
      return same ? "detail" : "step";
    },
    all: () => [...steps].map(([name, { step, since }]) => ({ ...step, name, seconds: (clock.now() - since) / 1000 })),
  };
}

type Ticking = { readonly milliseconds: number; readonly tick: () => void };

export function isActive({ kind }: Step): boolean {
  return kind === "waiting" || kind === "working";
}

/** Does work under a name that says so while it lasts: `listing`, `the program's packages`. */
export async function during<Result>(
  log: Pick<Log, "step">,
  [name, text]: readonly [name: string, text: string],
  work: () => Promise<Result>,
): Promise<Result> {
  log.step(name, { kind: "working", text });
  try {
    return await work();
  } finally {
    log.step(name, undefined);
  }
}

/** Seconds between two lines on one step, where no line can be redrawn. */
const lineSeconds = 30;

/** How often it is looked whether a line is due, in milliseconds. */
export const lineTick = 5000;

/** More names than this are counted. */
const mostNames = 4;

/**
 * What is to be said of steps where lines cannot be redrawn: a line for each that is worked on for half a minute, and again
 * each half a minute. Who only waits is told of where nothing is worked on.
 * @returns The lines that are due at each call.
 */
export function makeStepLines(): (steps: readonly StepNow[]) => readonly string[] {
  const told = new Map<string, { readonly text: string; readonly seconds: number }>();
  const isDue = ({ name, text, seconds }: StepNow) => {
    const before = told.get(name);
    return seconds - (before?.text === text && before.seconds <= seconds ? before.seconds : 0) >= lineSeconds;
  };
  return (steps) => {
    const working = steps.filter(({ kind }) => kind === "working");
    const waiting = working.length > 0 ? [] : steps.filter(({ kind }) => kind === "waiting");
    const due = [...working, ...waiting].filter(isDue);
    for (const { name, text, seconds } of due) {
      told.set(name, { text, seconds });
    }
    const groups = new Map<string, StepNow[]>();
    for (const step of due) {
      const key = step.kind === "working" ? step.name : `waiting ${step.text} ${step.detail ?? ""}`;
      groups.set(key, [...(groups.get(key) ?? []), step]);
    }
    return [...groups.values()].flatMap(describeGroup);
  };
}

function describeGroup(steps: readonly StepNow[]): readonly string[] {
  const [first] = steps;
  if (first === undefined) {
    return [];
  }
  const names = steps.map(({ name }) => name);
  const more = names.length > mostNames ? ` and ${names.length - mostNames + 1} more` : "";
  const shown = names.slice(0, more === "" ? mostNames : mostNames - 1).join(", ");
  const detail = first.detail === undefined ? "" : ` (${first.detail})`;
  const seconds = Math.max(...steps.map((each) => each.seconds));
  return [`${shown}${more}: ${first.text}${detail}, ${elapsed(seconds)}`];
}
