import type { ProductionPackage } from "./production-packages.d.mts";

export function findForbiddenLicences(packages: readonly ProductionPackage[]): readonly string[];
export function listLicences(packages: readonly ProductionPackage[]): string;
