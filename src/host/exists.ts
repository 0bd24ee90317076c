import { access } from "node:fs/promises";

/** Whether there is something at a path, followed through links. Never throws. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
