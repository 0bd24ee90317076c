import { expect, it } from "vitest";
import { goflagsValues, lastSwitch, switchedOn } from "../../src/golang/goflags.ts";

it.each([
  ["", []],
  ["-mod=mod -trimpath", []],
  ["-tags=a,b", ["a,b"]],
  ["-tags=a --tags=b -tagsx=c", ["a", "b"]],
  ["'-tags=a b' -v", ["a b"]],
  ["-tags=", [""]],
])("GOFLAGS %j gives -tags %j", (goflags, values) => {
  expect(goflagsValues(goflags, "tags")).toEqual(values);
});

it.each([
  ["-race", "-race", "-race"],
  ["--race=true -v", "--race=true", "--race=true"],
  ["-race=1", "-race=1", "-race=1"],
  ["-race=false", undefined, "-race=false"],
  ["-race -race=0", undefined, "-race=0"],
  ["-race=f -race", "-race", "-race"],
  ["-racer -tags=race", undefined, undefined],
])("%j switches -race on by %j, and the last to set it is %j", (text, on, last) => {
  const words = text.split(" ");
  expect([switchedOn(words, "race"), lastSwitch(words, "race")]).toEqual([on, last]);
});
