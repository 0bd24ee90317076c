import { describeError, UserError } from "../host/errors.ts";

/**
 * Does work with files. What the file system refuses becomes a UserError: `what`, the system's reason and, where the disk
 * is full, what to do. Everything else is thrown on as it is.
 */
export async function withFileErrors<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const described = describeError(error);
    if (error instanceof UserError || described.kind === "internal") {
      throw error;
    }
    const code = (error as NodeJS.ErrnoException).code;
    const step = code === "ENOSPC" || code === "EDQUOT" ? "; free some disk space and run it again" : "";
    throw new UserError(`${what}: ${described.problems.join(" ")}${step}`, { cause: error });
  }
}
