import type { ProductionPackage } from "./production-packages.d.mts";

export function makeSbom(
  product: ProductionPackage["manifest"],
  packages: readonly ProductionPackage[],
): string;
