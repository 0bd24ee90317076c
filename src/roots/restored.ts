import type { Host } from "../host/types.ts";
import type { RootRequest } from "../plan/index.ts";
import { describeRefusal, type RestoredRoots, refuse } from "./cache.ts";
import type { Installed } from "./install.ts";
import type { RootRecord } from "./record.ts";

/** What was restored from the cache; an entry that was found to be damaged is not used any more. */
export class CachedRoots {
  readonly #host: Host;
  readonly #restored: RestoredRoots | undefined;
  #refused: boolean;

  constructor(host: Host, restored: RestoredRoots | undefined, refused: boolean) {
    this.#host = host;
    this.#restored = restored;
    this.#refused = refused;
  }

  /** An entry was restored that is not used. */
  get refused(): boolean {
    return this.#refused;
  }

  /** What the entry says of a root; undefined where it has none of that name, or is not used. */
  record(id: string): RootRecord | undefined {
    return this.#refused ? undefined : this.#restored?.record(id);
  }

  /** Installs a root from the cache; undefined where that cannot be, with a warning where the entry is damaged. */
  async install(request: RootRequest): Promise<Installed | undefined> {
    if (this.#restored === undefined || this.#refused) {
      return undefined;
    }
    try {
      return await this.#restored.install(request);
    } catch (error) {
      refuse(this.#host, this.#restored.key, describeRefusal(error));
      this.#refused = true;
      return undefined;
    }
  }
}
